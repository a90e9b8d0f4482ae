import { conv2d, convolutionParameters, GraphBuilder, Parameters, scoped } from '@langseg/onnx-graph';
import * as z from 'zod';
import { defineImageArchitecture } from '../image/define-image-architecture.js';
import type { NetworkConfig } from '../image/network-config.js';

/** Sizes of {@link tinyEncoder}. */
export interface TinySizes extends NetworkConfig {
  readonly patchSize: number;
  readonly width: number;
}

/** Two convolutions: the least that an image encoder can be. */
export const tinyEncoder = defineImageArchitecture({
  type: 'tiny',
  describe: ({ width }) => `two convolutions (width ${width})`,
  options: { patchSize: z.int().positive() },
  sizes: z.strictObject({ patchSize: z.int().positive(), width: z.int().positive() }),
  presets: { small: { patchSize: 2, width: 3 }, large: { patchSize: 4, width: 8 } },
  defaultPreset: 'small',
  preprocessing: {
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    resample: 'bilinear',
    longestSide: 32,
    onlyShrink: false,
    sizeMultiple: 4,
  },
  outputStride: 2,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  parameters: ({ patchSize, width, embeddingDim }: TinySizes) => [
    ...scoped('stem', convolutionParameters({ inputs: 3, outputs: width, kernel: patchSize })),
    ...scoped('head', convolutionParameters({ inputs: width, outputs: embeddingDim, kernel: 1 })),
  ],
  graph(weights, { patchSize, embeddingDim }, options) {
    const g = new GraphBuilder('tiny');
    const parameters = new Parameters(g, weights, options);
    const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
    const patches = conv2d(g, pixels, parameters.scope('stem'), { stride: patchSize });
    const embeddings = conv2d(g, g.op('Relu', [patches], {}, 'patches'), parameters.scope('head'), {});
    g.output('embeddings', embeddings, 'float32', ['batch', embeddingDim, 'h', 'w']);
    parameters.assertComplete();
    return g.build();
  },
  isDecoder: (parameter) => parameter.startsWith('head.'),
  stages: ['patches'],
  sizeMultiple: ({ patchSize }) => patchSize,
});
