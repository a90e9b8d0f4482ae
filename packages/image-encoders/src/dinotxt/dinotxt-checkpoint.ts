import { assertHeads, shapeOf, type ImageCheckpoint } from '@langseg/architecture';
import { renameWeights } from '@langseg/checkpoints/weights';
import type { Weights } from '@langseg/core';
import * as z from 'zod';
import { dinov2ConfigOf } from '../dinov2/dinov2-sizes.js';
import { countIndices } from '../dpt/count-indices.js';
import type { DinotxtSizes } from './dinotxt-sizes.js';

const trunk = ['cls_token', 'pos_embed', 'blocks.0.attn.qkv.weight'];
const head = ['block_list.0.attn.qkv.weight', 'ln_final.weight', 'linear_projection.weight'];

const options = z.strictObject({
  heads: z
    .number()
    .optional()
    .describe('Attention heads of the vision transformer (default: one per 64 channels).'),
});

/** dino.txt's image side: the files of DINOv2 and of the head, read as one. */
export const dinotxtCheckpoint: ImageCheckpoint<DinotxtSizes> = {
  markers: [
    [...trunk, ...head.map((name) => `head.${name}`)],
    [...trunk, ...head],
  ],
  family: 'dino.txt',
  options,
  inOwnNames: (weights: Weights) =>
    renameWeights(weights, (name) =>
      /^(block_list|ln_final|linear_projection)\./.test(name) ? `head.${name}` : name,
    ),
  biases:
    /^(patch_embed\.proj|norm|blocks\.\d+\.(norm\d|attn\.(qkv|proj)|mlp\.\w+)|head\.(ln_final|block_list\.\d+\.(norm\d|attn\.proj|mlp\.\w+)))$/,
  isIdle: (name) => name === 'mask_token',
  configOf(weights, given) {
    const { heads } = options.parse(given);
    const config = dinov2ConfigOf(weights, heads);
    const { width } = config;
    assertHeads(config.heads, width, 'heads');
    const [embeddingDim] = shapeOf(weights, 'head.linear_projection.weight', [null, width]);
    const [, headHidden] = shapeOf(weights, 'head.block_list.0.mlp.w3.weight', [width, null]);
    const headBlocks = countIndices(weights, /^head\.block_list\.(\d+)\./);
    return { config: { ...config, headBlocks, headHidden, embeddingDim } };
  },
};
