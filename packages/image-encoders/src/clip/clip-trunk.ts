import type { ImageTrunk } from '@langseg/architecture';
import { layerNorm } from '@langseg/onnx-graph';
import { asMap } from '../dinov2/dinov2-tokens.js';
import { clipPatches } from './clip-dense-graph.js';
import { clipParameters } from './clip-parameters.js';
import { assertClipSizes, type ClipSizes } from './clip-sizes.js';
import { clipEpsilon } from './clip-tokens.js';

/** CLIP's vision transformer as a trunk: the patches after each quarter of its blocks, behind the final norm, without the projection. */
export const clipTrunk: ImageTrunk<ClipSizes> = {
  parameters(config) {
    assertClipSizes(config);
    return clipParameters(config).filter(({ name }) => name !== 'visual.proj');
  },
  levels: ({ width, patchSize }) => Array.from({ length: 4 }, () => ({ channels: width, stride: patchSize })),
  append(g, pixels, parameters, config) {
    const visual = parameters.scope('visual');
    const { patches, quarters, grid } = clipPatches(g, pixels, visual, config);
    return [...quarters, patches].map((rows) =>
      asMap(g, layerNorm(g, rows, visual.scope('ln_post'), clipEpsilon), grid, config.width),
    );
  },
};
