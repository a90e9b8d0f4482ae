import { assertHeads, defineImageArchitecture, type ImageCheckpoint } from '@langseg/architecture';
import { GraphBuilder, Parameters } from '@langseg/onnx-graph';
import * as z from 'zod';
import { dinov2Parameters, idleDinov2Parameters } from '../dinov2/dinov2-parameters.js';
import { dinov2Presets, type Dinov2Sizes } from '../dinov2/dinov2-presets.js';
import {
  assertDinov2Sizes,
  assertTokensAreEmbeddings,
  dinov2ConfigOf,
  dinov2Sizes,
} from '../dinov2/dinov2-sizes.js';
import { asMap, dinov2Tokens, patchesOf, type Dinov2TokensOptions } from '../dinov2/dinov2-tokens.js';
import { dinov2Trunk } from '../dinov2/dinov2-trunk.js';
import { imageNetPreprocessing } from '../dinov2/image-net-preprocessing.js';
import { dinov2FromHuggingFace, huggingFaceMarkers } from '../dinov2/weights-from-hugging-face.js';

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

const checkpoint: ImageCheckpoint<Dinov2Sizes> = {
  markers: [['cls_token', 'pos_embed', 'blocks.0.attn.qkv.weight', 'blocks.0.ls1.gamma'], huggingFaceMarkers],
  family: 'Talk2DINO',
  options,
  inOwnNames: dinov2FromHuggingFace,
  // With a layer behind it, it is something else.
  accepts: (weights) => !weights.has('head.weight'),
  biases: /^(patch_embed\.proj|norm|blocks\.\d+\.(norm\d|attn\.(qkv|proj)|mlp\.\w+))$/,
  isIdle: (name) => name === 'mask_token',
  configOf(weights, given) {
    const { heads } = options.parse(given);
    const config = dinov2ConfigOf(weights, heads);
    assertHeads(config.heads, config.width, 'heads');
    return { config: { ...config, embeddingDim: config.width } };
  },
};

/**
 * DINOv2 as it is, its patches being the embeddings: the image side of Talk2DINO (Barsellotti et al. 2025), whose text side is
 * `projected` into this space.
 */
export const talk2dino = defineImageArchitecture({
  type: 'talk2dino',
  describe: ({ patchSize, width, depth, registers }) =>
    `DINOv2 (${patchSize}-pixel patches, width ${width}, ${depth} blocks, ${registers} registers)`,
  options: {},
  sizes: z.strictObject(dinov2Sizes),
  presets: dinov2Presets,
  defaultPreset: 'b14-reg4',
  preprocessing: { ...imageNetPreprocessing, longestSide: 448 },
  /** As the authors do: windows of 448 pixels, half a window apart. */
  view: { windows: { size: 448, stride: 224, shortSide: 448 }, fuse: 'sum-logits' },
  outputStride: 14,
  alignCorners: true,
  upsampling: { factor: 1, alignCorners: false },
  parameters(config: Dinov2Sizes) {
    assertDinov2Sizes('talk2dino', config);
    assertTokensAreEmbeddings('talk2dino', config);
    return dinov2Parameters(config);
  },
  idleParameters: idleDinov2Parameters,
  graph(weights, config, graphOptions) {
    const { width, registers } = config;
    const g = new GraphBuilder('talk2dino');
    const parameters = new Parameters(g, weights, graphOptions);
    const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
    const { rows, batchAndLength, grid } = dinov2Tokens(g, pixels, parameters, config, tokensOf(config));
    const tokens = g.op('Reshape', [rows, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
    const map = asMap(g, patchesOf(g, tokens, registers), grid, width);
    g.output('embeddings', map, 'float32', ['batch', width, 'rows', 'columns']);
    parameters.assertComplete();
    return g.build();
  },
  isDecoder: (parameter) => parameter.startsWith('norm.'),
  stages: ['quarter_1', 'quarter_2', 'quarter_3'],
  sizeMultiple: ({ patchSize }) => patchSize,
  trunk: dinov2Trunk<Dinov2Sizes>('talk2dino', tokensOf),
  checkpoint,
});
