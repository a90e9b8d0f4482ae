import { stackedWeights } from '@langseg/architecture';
import type { TensorSource, Weights } from '@langseg/core';
import { replaceBegin, type BeginTable } from '../naming/replace-begin.js';

/** Begins of Hugging Face's names outside of blocks, as DINOv2 calls them. */
const outside: BeginTable = [
  ['embeddings.cls_token', 'cls_token'],
  ['embeddings.mask_token', 'mask_token'],
  ['embeddings.register_tokens', 'register_tokens'],
  ['embeddings.position_embeddings', 'pos_embed'],
  ['embeddings.patch_embeddings.projection.', 'patch_embed.proj.'],
  ['layernorm.', 'norm.'],
];

/** The same inside of a block. */
const inside: BeginTable = [
  ['attention.output.dense.', 'attn.proj.'],
  ['layer_scale1.lambda1', 'ls1.gamma'],
  ['layer_scale2.lambda1', 'ls2.gamma'],
  ['mlp.weights_in.', 'mlp.w12.'],
  ['mlp.weights_out.', 'mlp.w3.'],
];

/** Names by which Hugging Face's `Dinov2Model`, `Dinov2WithRegistersModel` and `Tipsv2VisionModel` are known. */
export const huggingFaceMarkers: readonly string[] = [
  'embeddings.cls_token',
  'embeddings.position_embeddings',
  'encoder.layer.0.attention.attention.query.weight',
  'encoder.layer.0.layer_scale1.lambda1',
];

/**
 * The weights of a Hugging Face DINOv2 under its original names: separate query, key and value projections are stacked.
 * Other names are kept, so that weights in the original naming stay as they are.
 */
export function dinov2FromHuggingFace(weights: Weights): Weights {
  if (!weights.has(huggingFaceMarkers[0])) return weights;
  const renamed = new Map<string, TensorSource>();
  for (const [name, source] of weights) {
    const [, index, rest] = /^encoder\.layer\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (index === undefined) {
      renamed.set(replaceBegin(name, outside), source);
      continue;
    }
    const [, part, kind] = /^attention\.attention\.(query|key|value)\.(weight|bias)$/.exec(rest) ?? [];
    if (part === undefined) renamed.set(`blocks.${index}.${replaceBegin(rest, inside)}`, source);
    else if (part === 'query') {
      const stacked = stackedWeights(
        weights,
        ['query', 'key', 'value'].map((each) => `encoder.layer.${index}.attention.attention.${each}.${kind}`),
      );
      if (stacked) renamed.set(`blocks.${index}.attn.qkv.${kind}`, stacked);
    }
  }
  return renamed;
}
