import { stackedWeights } from '@langseg/architecture';
import type { TensorSource, Weights } from '@langseg/core';

/** Hugging Face's names of layers, as TIPS calls them. */
const blockNames: readonly (readonly [theirs: string, ours: string])[] = [
  ['layer_norm1', 'ln_1'],
  ['layer_norm2', 'ln_2'],
  ['self_attn.out_proj', 'attn.out_proj'],
  ['mlp.fc1', 'mlp.c_fc'],
  ['mlp.fc2', 'mlp.c_proj'],
];

/**
 * The text side of a Hugging Face `Tipsv2Model` (names after `text_model.`) under TIPS' own names: separate query, key and
 * value projections are stacked. Names that are none of its are kept.
 */
export function tipsTextFromHuggingFace(weights: Weights): Weights {
  const renamed = new Map<string, TensorSource>();
  for (const [name, source] of weights) {
    const [, index, layer] = /^encoder\.layers\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (index === undefined) {
      const ours = name
        .replace(/^embeddings\.token_embedding\./, 'token_embedding.')
        .replace(/^final_layer_norm\./, 'ln_final.');
      renamed.set(ours, source);
      continue;
    }
    const block = `transformer.resblocks.${index}`;
    const [, letter, kind] = /^self_attn\.([qkv])_proj\.(weight|bias)$/.exec(layer) ?? [];
    if (letter === 'q') {
      const stacked = stackedWeights(
        weights,
        ['q', 'k', 'v'].map((each) => `encoder.layers.${index}.self_attn.${each}_proj.${kind}`),
      );
      if (stacked) renamed.set(`${block}.attn.in_proj_${kind}`, stacked);
    } else if (letter === undefined) {
      const known = blockNames.find(([theirs]) => layer.startsWith(`${theirs}.`));
      renamed.set(known ? `${block}.${known[1]}${layer.slice(known[0].length)}` : name, source);
    }
  }
  return renamed;
}
