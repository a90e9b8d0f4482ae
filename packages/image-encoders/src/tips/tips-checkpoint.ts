import { counted } from '@langseg/core';
import { assertHeads, type ImageCheckpoint } from '@langseg/architecture';
import * as z from 'zod';
import { dinov2ConfigOf } from '../dinov2/dinov2-sizes.js';
import { dinov2FromHuggingFace, huggingFaceMarkers } from '../dinov2/weights-from-hugging-face.js';
import type { TipsSizes } from './tips-sizes.js';

const options = z.strictObject({
  heads: z
    .number()
    .optional()
    .describe('Attention heads of the vision transformer (default: one per 64 channels).'),
});

/** TIPS' vision transformer in the official `.npz` and in the hub's safetensors, in either naming. */
export const tipsCheckpoint: ImageCheckpoint<TipsSizes> = {
  markers: [
    ['cls_token', 'register_tokens', 'pos_embed', 'blocks.0.attn.qkv.weight', 'blocks.0.ls1.gamma'],
    ['embeddings.register_tokens', ...huggingFaceMarkers],
  ],
  family: 'TIPS',
  options,
  inOwnNames: dinov2FromHuggingFace,
  // DINOv2 has the same names, but never a single register.
  accepts: (weights) => weights.get('register_tokens')?.shape[1] === 1,
  biases: /^(patch_embed\.proj|norm|blocks\.\d+\.(norm\d|attn\.(qkv|proj)|mlp\.\w+))$/,
  // Plain cosines: the probabilities of windows, which are averaged, are made of them.
  logitScale: () => Promise.resolve(1),
  isIdle: (name) => name === 'mask_token',
  configOf(weights, given) {
    const { heads } = options.parse(given);
    const config = dinov2ConfigOf(weights, heads);
    assertHeads(config.heads, config.width, 'heads');
    const known = config.width % 64 === 0 || config.width % 72 === 0;
    const warning =
      `Guessed: ${counted(config.heads, 'attention head')} (--heads). No official model has a ` +
      `width of ${config.width}: say what it was trained with.`;
    return {
      config: { ...config, embeddingDim: config.width },
      warnings: heads === undefined && !known ? [warning] : [],
    };
  },
};
