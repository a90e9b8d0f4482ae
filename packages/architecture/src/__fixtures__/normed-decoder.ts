import {
  batchNorm,
  batchNormParameters,
  conv2d,
  convolutionParameters,
  scoped,
} from '@langseg/onnx-graph';
import * as z from 'zod';
import type { Decoder } from '../decoder/decoder.js';
import { defineDecoder } from '../decoder/decoder-component.js';

/** Two layers and a batch norm on the last map. */
export const soundDecoder: Decoder = {
  geometry: (levels) => ({
    outputStride: levels[levels.length - 1].stride,
    upsampling: { factor: 1, alignCorners: false },
    alignCorners: false,
  }),
  parameters: ({ levels, embeddingDim }) => {
    const inputs = levels[levels.length - 1].channels;
    return [
      ...scoped('stem', convolutionParameters({ inputs, outputs: 4, kernel: 1, bias: false })),
      ...scoped('norm', batchNormParameters(4)),
      ...scoped('head', convolutionParameters({ inputs: 4, outputs: embeddingDim, kernel: 1 })),
    ];
  },
  append(g, maps, parameters) {
    const stem = conv2d(g, maps[maps.length - 1], parameters.scope('stem'));
    return conv2d(g, batchNorm(g, stem, parameters.scope('norm')), parameters.scope('head'));
  },
};

/** The sound decoder with some of it changed. */
export function decoderWith(change: Partial<Decoder> = {}) {
  return defineDecoder({
    type: 'normed',
    configSchema: z.strictObject({}),
    create: () => ({ ...soundDecoder, ...change }),
  });
}
