import type { ImageTrunk } from '@langseg/architecture';
import { scoped, type ParameterSpec } from '@langseg/onnx-graph';
import { vitTokens } from '../vit/vit-graph.js';
import { vitParameters } from '../vit/vit-parameters.js';
import { assertDptVitSizes, type DptVitSizes } from './dpt-vit-sizes.js';
import { applyReadout } from './readout.js';

/** The vision transformer under LSeg's decoder: the patches after the four blocks that it reads. */
export const dptVitTrunk: ImageTrunk<DptVitSizes> = {
  parameters: dptVitTrunkParameters,
  levels: ({ width, patchSize, outIndices }) =>
    outIndices.map(() => ({ channels: width, stride: patchSize })),
  append(g, pixels, parameters, config) {
    const model = parameters.scope('pretrained.model');
    const { tokens, grid } = vitTokens(g, pixels, model, config, config.outIndices);
    return tokens.map((value) => {
      const patches = applyReadout(g, value, model, 'ignore', config.width);
      const shape = g.op('Concat', [g.ints(0, config.width), grid], { axis: 0 });
      return g.op('Reshape', [g.op('Transpose', [patches], { perm: [0, 2, 1] }), shape]);
    });
  },
};

/** Its weights, `pretrained.model.…`. @throws LangSegError `CONFIG_INVALID` for sizes that don't fit each other. */
export function dptVitTrunkParameters(config: DptVitSizes): ParameterSpec[] {
  assertDptVitSizes(config);
  const grid = config.trainedSide / config.patchSize;
  return scoped('pretrained.model', vitParameters(config, { grid, blocks: usedBlocks(config) }));
}

/** Blocks after the last one that is read out are not run. */
export function usedBlocks({ outIndices }: DptVitSizes): number {
  return Math.max(...outIndices) + 1;
}
