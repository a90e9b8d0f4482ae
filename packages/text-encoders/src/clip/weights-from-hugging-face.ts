import {
  castSource,
  LangSegError,
  stackSources,
  transposeSource,
  type TensorSource,
  type Weights,
} from '@langseg/core';

/** Hugging Face's names inside a block, as OpenAI calls them. */
const blockNames: Readonly<Record<string, string>> = {
  layer_norm1: 'ln_1',
  layer_norm2: 'ln_2',
  'self_attn.out_proj': 'attn.out_proj',
  'mlp.fc1': 'mlp.c_fc',
  'mlp.fc2': 'mlp.c_proj',
};

/**
 * The text side of a Hugging Face `CLIPModel` or `CLIPTextModelWithProjection` under OpenAI's names: separate query,
 * key and value projections are stacked, the text projection is transposed.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function clipWeightsFromHuggingFace(weights: Weights): Weights {
  const source = (name: string): TensorSource<'float32'> => {
    const found = weights.get(name);
    if (!found)
      throw new LangSegError('WEIGHTS_MISMATCH', `The CLIP text model lacks "${name}".`, { missing: [name] });
    return castSource(found, 'float32');
  };
  const renamed = new Map<string, TensorSource>([
    ['token_embedding.weight', source('text_model.embeddings.token_embedding.weight')],
    ['positional_embedding', source('text_model.embeddings.position_embedding.weight')],
    ['ln_final.weight', source('text_model.final_layer_norm.weight')],
    ['ln_final.bias', source('text_model.final_layer_norm.bias')],
    ['text_projection', transposeSource(source('text_projection.weight'))],
  ]);
  for (let index = 0; weights.has(`text_model.encoder.layers.${index}.layer_norm1.weight`); index++) {
    const from = `text_model.encoder.layers.${index}`;
    const to = `transformer.resblocks.${index}`;
    for (const kind of ['weight', 'bias']) {
      const projections = ['q', 'k', 'v'].map((letter) => source(`${from}.self_attn.${letter}_proj.${kind}`));
      renamed.set(`${to}.attn.in_proj_${kind}`, stackSources(projections));
      for (const [theirs, ours] of Object.entries(blockNames))
        renamed.set(`${to}.${ours}.${kind}`, source(`${from}.${theirs}.${kind}`));
    }
  }
  return renamed;
}
