import { defineImageArchitecture } from '@langseg/architecture';
import { scoped } from '@langseg/onnx-graph';
import * as z from 'zod';
import { idleVitParameters } from '../vit/vit-parameters.js';
import { checkDptVitSize } from './check-dpt-vit-size.js';
import { dptGeometry, dptPreprocessing } from './dpt-common.js';
import { dptVitCheckpoint } from './dpt-vit-checkpoint.js';
import { dptVitGraph } from './dpt-vit-graph.js';
import { assertDptVitSizes, dptVitPresets, dptVitSizes, type DptVitSizes } from './dpt-vit-sizes.js';
import { dptVitTrunk, dptVitTrunkParameters, usedBlocks } from './dpt-vit-trunk.js';
import { fusionParameters, idleFusionParameters, isScratch } from './fusion-parameters.js';
import { reassembleParameters } from './reassemble-parameters.js';

/** DPT on a vision transformer, in the layout of LSeg's official checkpoints (without their prefix `net.`). */
export const dptVit = defineImageArchitecture({
  type: 'dpt-vit',
  describe: ({ patchSize, width, depth }) =>
    `DPT on ViT (${patchSize}-pixel patches, width ${width}, ${depth} blocks)`,
  options: {
    patchSize: z.int().positive().max(512),
    width: z.int().positive().max(65_536),
    depth: z.int().positive().max(1000),
    heads: z.int().positive().max(1000),
    outIndices: z.array(z.int().nonnegative().max(1000)).length(4),
    readout: z.enum(['ignore', 'add', 'project']),
  },
  sizes: dptVitSizes,
  presets: dptVitPresets,
  defaultPreset: 'vit-l16',
  preprocessing: { ...dptPreprocessing, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  ...dptGeometry,
  parameters: (config: DptVitSizes) => [
    ...dptVitTrunkParameters(config),
    ...scoped('pretrained', reassembleParameters(config)),
    ...fusionParameters(config),
  ],
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
  trunk: dptVitTrunk,
  checkpoint: dptVitCheckpoint,
  checkSize: (height, width, { patchSize }) => checkDptVitSize(height, width, patchSize),
});
