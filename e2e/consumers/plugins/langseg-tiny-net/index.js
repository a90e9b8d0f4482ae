import { defineImageArchitecture } from '@langseg/architecture';
import { definePlugin } from '@langseg/core';
import { conv2d, convolutionParameters, GraphBuilder, Parameters, scoped } from '@langseg/onnx-graph';
import * as z from 'zod';

/**
 * Three convolutions: a network that fits on a page.
 *
 * @type {(config: { channels: number, embeddingDim: number }) => import('@langseg/onnx-graph').ParameterSpec[]}
 */
const parameters = ({ channels, embeddingDim }) => [
  ...scoped('tiny.0', convolutionParameters({ inputs: 3, outputs: channels, kernel: 3 })),
  ...scoped('tiny.1', convolutionParameters({ inputs: channels, outputs: channels, kernel: 3 })),
  ...scoped('head', convolutionParameters({ inputs: channels, outputs: embeddingDim, kernel: 1 })),
];

const tinyNet = defineImageArchitecture({
  type: 'tiny-net',
  describe: ({ channels }) => `tiny net with ${channels} channels`,
  options: {},
  sizes: z.strictObject({ channels: z.int().positive() }),
  presets: { small: { channels: 8 } },
  defaultPreset: 'small',
  preprocessing: {
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    resample: 'bilinear-antialias',
    longestSide: 320,
    onlyShrink: true,
    sizeMultiple: 1,
  },
  outputStride: 4,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  sizeMultiple: () => 1,
  parameters,
  graph(weights, { embeddingDim }, options) {
    const g = new GraphBuilder('tiny-net');
    const all = new Parameters(g, weights, options);
    let x = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
    for (const name of ['tiny.0', 'tiny.1'])
      x = g.op('Relu', [conv2d(g, x, all.scope(name), { stride: 2, padding: 1 })], {}, `${name}.relu`);
    const embeddings = conv2d(g, x, all.scope('head'));
    g.output('embeddings', embeddings, 'float32', ['batch', embeddingDim, 'height/4', 'width/4']);
    all.assertComplete();
    return g.build();
  },
  isDecoder: (parameter) => parameter.startsWith('head.'),
  stages: ['tiny.1.relu'],
  checkpoint: {
    markers: [['tiny.0.weight', 'tiny.1.weight', 'head.weight']],
    biases: /^(tiny\.\d|head)$/,
    options: z.strictObject({}),
    configOf(weights) {
      const [embeddingDim, channels] = weights.get('head.weight').shape;
      return { config: { channels, embeddingDim } };
    },
  },
});

export const plugin = definePlugin({ name: 'langseg-tiny-net', components: [tinyNet] });
