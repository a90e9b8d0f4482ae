import { assertHeads, defineImageArchitecture, shapeOf } from '@langseg/architecture';
import { conv2d, convolutionParameters, GraphBuilder, Parameters, scoped } from '@langseg/onnx-graph';
import * as z from 'zod';
import { dinov2Parameters, idleDinov2Parameters } from './dinov2-parameters.js';
import { dinov2Presets, type Dinov2Sizes } from './dinov2-presets.js';
import { assertDinov2Sizes, dinov2ConfigOf, dinov2Sizes } from './dinov2-sizes.js';
import { asMap, dinov2Tokens, patchesOf, type Dinov2TokensOptions } from './dinov2-tokens.js';
import { dinov2Trunk } from './dinov2-trunk.js';
import { imageNetPreprocessing } from './image-net-preprocessing.js';

const options = z.strictObject({
  heads: z
    .number()
    .optional()
    .describe('Attention heads of the vision transformer (default: one per 64 channels).'),
});

const tokensOf = ({ registers }: Dinov2Sizes): Dinov2TokensOptions => ({
  positions: registers > 0 ? 'cubic' : 'offset',
  valuePath: false,
});

/**
 * DINOv2 (Oquab et al. 2024; with registers, Darcet et al. 2024) with a linear layer into the space of words: something to train on. The
 * trunk has the names of facebookresearch/dinov2, so its files can be started from; the layer is `head`.
 */
export const dinov2 = defineImageArchitecture({
  type: 'dinov2',
  describe: ({ patchSize, width, depth, registers }) =>
    `linear layer on DINOv2 (${patchSize}-pixel patches, width ${width}, ${depth} blocks, ${registers} registers)`,
  options: {},
  sizes: z.strictObject(dinov2Sizes),
  presets: dinov2Presets,
  defaultPreset: 's14',
  preprocessing: imageNetPreprocessing,
  outputStride: 14,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  parameters(config: Dinov2Sizes) {
    assertDinov2Sizes('dinov2', config);
    const { width, embeddingDim } = config;
    return [
      ...dinov2Parameters(config),
      ...scoped('head', convolutionParameters({ inputs: width, outputs: embeddingDim, kernel: 1 })),
    ];
  },
  idleParameters: idleDinov2Parameters,
  graph(weights, config, graphOptions) {
    const { width, registers, embeddingDim } = config;
    const g = new GraphBuilder('dinov2');
    const parameters = new Parameters(g, weights, graphOptions);
    const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
    const { rows, batchAndLength, grid } = dinov2Tokens(g, pixels, parameters, config, tokensOf(config));
    const tokens = g.op('Reshape', [rows, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
    const map = asMap(g, patchesOf(g, tokens, registers), grid, width);
    const embeddings = conv2d(g, map, parameters.scope('head'));
    g.output('embeddings', embeddings, 'float32', ['batch', embeddingDim, 'rows', 'columns']);
    parameters.assertComplete();
    return g.build();
  },
  isDecoder: (parameter) => parameter.startsWith('head.'),
  stages: ['quarter_1', 'quarter_2', 'quarter_3', 'tokens'],
  sizeMultiple: ({ patchSize }) => patchSize,
  trunk: dinov2Trunk<Dinov2Sizes>('dinov2', tokensOf),
  checkpoint: {
    markers: [['cls_token', 'pos_embed', 'blocks.0.attn.qkv.weight', 'head.weight']],
    options,
    accepts: (weights) => weights.get('head.weight')?.shape.length === 4,
    biases: /^(patch_embed\.proj|norm|head|blocks\.\d+\.(norm\d|attn\.(qkv|proj)|mlp\.\w+))$/,
    isIdle: (name) => name === 'mask_token',
    configOf(weights, given) {
      const { heads } = options.parse(given);
      const config = dinov2ConfigOf(weights, heads);
      assertHeads(config.heads, config.width, 'heads');
      const [embeddingDim] = shapeOf(weights, 'head.weight', [null, config.width, 1, 1]);
      return { config: { ...config, embeddingDim } };
    },
  },
});
