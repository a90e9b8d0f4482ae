import {
  batchNorm,
  batchNormParameters,
  conv2d,
  convolutionParameters,
  foldBatchNorm,
  GraphBuilder,
  Parameters,
  scoped,
} from '@langseg/onnx-graph';
import * as z from 'zod';
import { shapeOf } from '../weights/shape-of.js';
import { defineImageArchitecture } from '../image/define-image-architecture.js';
import type { NetworkConfig } from '../image/network-config.js';

/** Sizes of {@link normedEncoder}. */
export interface NormedSizes extends NetworkConfig {
  readonly width: number;
  /** How often the second convolution is applied, which no weight tells. */
  readonly passes: number;
}

/** Three convolutions, a batch norm, a weight that is never read, and checkpoints. */
export const normedEncoder = defineImageArchitecture({
  type: 'normed',
  describe: ({ width }) => `three convolutions (width ${width})`,
  options: {},
  sizes: z.strictObject({ width: z.int().positive(), passes: z.int().positive() }),
  presets: { small: { width: 3, passes: 2 } },
  defaultPreset: 'small',
  preprocessing: {
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    resample: 'bilinear',
    longestSide: 32,
    onlyShrink: false,
    sizeMultiple: 2,
  },
  outputStride: 2,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  parameters: ({ width, embeddingDim }: NormedSizes) => [
    ...scoped('stem', convolutionParameters({ inputs: 3, outputs: width, kernel: 2, bias: false })),
    ...scoped('norm', batchNormParameters(width)),
    ...scoped('middle', convolutionParameters({ inputs: width, outputs: width, kernel: 3 })),
    ...scoped('head', convolutionParameters({ inputs: width, outputs: embeddingDim, kernel: 1 })),
  ],
  idleParameters: ({ width }) => scoped('unused', convolutionParameters({ inputs: width, outputs: 2, kernel: 1 })),
  graph(weights, { passes, embeddingDim }, options) {
    const g = new GraphBuilder('normed');
    const parameters = new Parameters(g, weights, options);
    const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
    const stem = conv2d(g, pixels, parameters.scope('stem'), { stride: 2 });
    const normed = g.op('Relu', [batchNorm(g, stem, parameters.scope('norm'))], {}, 'normed');
    let x = normed;
    for (let pass = 0; pass < passes; pass++) x = conv2d(g, x, parameters.scope('middle'), { padding: 1 });
    g.output('embeddings', conv2d(g, x, parameters.scope('head')), 'float32', [
      'batch',
      embeddingDim,
      'h',
      'w',
    ]);
    parameters.assertComplete();
    return parameters.batchNorm === 'folded' ? foldBatchNorm(g.build()) : g.build();
  },
  isDecoder: (parameter) => parameter.startsWith('head.'),
  stages: ['normed'],
  sizeMultiple: () => 2,
  checkpoint: {
    markers: [['stem.weight', 'norm.running_var', 'head.weight']],
    exportPrefix: 'model.',
    options: z.strictObject({ passes: z.int().positive().default(1) }),
    biases: /^(middle|head)$/,
    isIdle: (name) => name.startsWith('unused.'),
    configOf(weights, { passes }) {
      const [embeddingDim, width] = shapeOf(weights, 'head.weight', [null, null, 1, 1]);
      return { config: { embeddingDim, width, passes: Number(passes) } };
    },
  },
});
