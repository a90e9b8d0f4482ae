import { stackedWeights } from '@langseg/architecture';
import { castSource, transposeSource, type TensorSource, type Weights } from '@langseg/core';
import { replaceBegin, type BeginTable } from '../naming/replace-begin.js';

/** Begins of the names that Hugging Face's `CLIPVisionModel` has outside of blocks, as OpenAI calls them. */
const outside: BeginTable = [
  ['embeddings.class_embedding', 'class_embedding'],
  ['embeddings.position_embedding.weight', 'positional_embedding'],
  ['embeddings.patch_embedding.', 'conv1.'],
  // Misspelt there.
  ['pre_layrnorm.', 'ln_pre.'],
  ['post_layernorm.', 'ln_post.'],
];

/** The same inside of a block. */
const inside: BeginTable = [
  ['layer_norm1.', 'ln_1.'],
  ['layer_norm2.', 'ln_2.'],
  ['self_attn.out_proj.', 'attn.out_proj.'],
  ['mlp.fc1.', 'mlp.c_fc.'],
  ['mlp.fc2.', 'mlp.c_proj.'],
];

const prefix = 'vision_model.';

/** Names by which the image side of Hugging Face's `CLIPModel` and `CLIPVisionModelWithProjection` is known. */
export const huggingFaceMarkers: readonly string[] = [
  'vision_model.embeddings.class_embedding',
  'vision_model.encoder.layers.0.self_attn.q_proj.weight',
  'visual_projection.weight',
];

/**
 * The image side of a Hugging Face CLIP under OpenAI's names: separate query, key and value projections are stacked, the
 * projection is transposed. Other names are kept.
 */
export function clipFromHuggingFace(weights: Weights): Weights {
  if (!weights.has(huggingFaceMarkers[0])) return weights;
  const renamed = new Map<string, TensorSource>();
  for (const [name, source] of weights) {
    if (name === 'visual_projection.weight')
      renamed.set('visual.proj', transposeSource(castSource(source, 'float32')));
    else if (!name.startsWith(prefix)) renamed.set(name, source);
    // A row of counting numbers that older files carry along.
    else if (!name.endsWith('.position_ids')) addVisual(renamed, name.slice(prefix.length), source, weights);
  }
  return renamed;
}

function addVisual(
  renamed: Map<string, TensorSource>,
  name: string,
  source: TensorSource,
  weights: Weights,
): void {
  const [, index, rest] = /^encoder\.layers\.(\d+)\.(.+)$/.exec(name) ?? [];
  if (index === undefined) {
    renamed.set(`visual.${replaceBegin(name, outside)}`, source);
    return;
  }
  const block = `visual.transformer.resblocks.${index}`;
  const [, part, kind] = /^self_attn\.([qkv])_proj\.(weight|bias)$/.exec(rest) ?? [];
  if (part === undefined) renamed.set(`${block}.${replaceBegin(rest, inside)}`, source);
  else if (part === 'q') {
    const stacked = stackedWeights(
      weights,
      ['q', 'k', 'v'].map((each) => `${prefix}encoder.layers.${index}.self_attn.${each}_proj.${kind}`),
    );
    if (stacked) renamed.set(`${block}.attn.in_proj_${kind}`, stacked);
  }
}
