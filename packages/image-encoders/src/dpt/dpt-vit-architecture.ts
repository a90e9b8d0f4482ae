import { scoped, type ImageArchitecture } from '@langseg/onnx-graph';
import { idleVitParameters, vitParameters } from '../vit/vit-parameters.js';
import { dptGeometry } from './dpt-geometry.js';
import { dptVitGraph } from './dpt-vit-graph.js';
import { assertDptVitSizes, type DptVitSizes } from './dpt-vit-sizes.js';
import { fusionParameters, idleFusionParameters, isScratch } from './fusion-parameters.js';
import { reassembleParameters } from './reassemble-parameters.js';

/** DPT on a vision transformer, in the layout of LSeg's official checkpoints (without their prefix `net.`). */
export const dptVitArchitecture: ImageArchitecture<DptVitSizes> = {
  type: 'dpt-vit',
  ...dptGeometry,
  parameters(config) {
    assertDptVitSizes(config);
    const grid = config.trainedSide / config.patchSize;
    return [
      ...scoped('pretrained', [
        ...scoped('model', vitParameters(config, { grid, blocks: usedBlocks(config) })),
        ...reassembleParameters(config),
      ]),
      ...fusionParameters(config),
    ];
  },
  idleParameters(config) {
    assertDptVitSizes(config);
    const { classes = 1000 } = config;
    return [
      ...scoped('pretrained.model', idleVitParameters(config, { blocks: usedBlocks(config), classes })),
      ...idleFusionParameters(config),
    ];
  },
  graph: dptVitGraph,
  isDecoder: isScratch,
  stages: ['tokens_1', 'tokens_2', 'tokens_3', 'tokens_4', 'path_4', 'path_3', 'path_2'],
  sizeMultiple: ({ patchSize }) => Math.max(32, patchSize),
};

/** Blocks after the last one that is read out are not run. */
function usedBlocks({ outIndices }: DptVitSizes): number {
  return Math.max(...outIndices) + 1;
}
