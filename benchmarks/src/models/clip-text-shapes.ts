import type { ClipTextConfig } from '@langseg/text-encoders';
import type { WeightShapes } from './random-weights.js';

/** The text transformer of CLIP ViT-B/32, which all official models but one use. */
export const clipTextB32: ClipTextConfig = {
  width: 512,
  heads: 8,
  depth: 12,
  contextLength: 77,
  embeddingDim: 512,
};

/** Tokens of CLIP's vocabulary. */
const vocabularySize = 49_408;

/** Names and shapes of the weights that `clipTextGraph` reads, as in OpenAI's files. */
export function clipTextShapes({ width, depth, contextLength, embeddingDim }: ClipTextConfig): WeightShapes {
  const shapes = new Map<string, readonly number[]>();
  const layer = (name: string, weight: readonly number[]) =>
    shapes.set(`${name}.weight`, weight).set(`${name}.bias`, [weight[0]]);

  shapes.set('token_embedding.weight', [vocabularySize, width]);
  shapes.set('positional_embedding', [contextLength, width]);
  for (let index = 0; index < depth; index++) {
    const block = `transformer.resblocks.${index}`;
    layer(`${block}.ln_1`, [width]);
    shapes.set(`${block}.attn.in_proj_weight`, [3 * width, width]);
    shapes.set(`${block}.attn.in_proj_bias`, [3 * width]);
    layer(`${block}.attn.out_proj`, [width, width]);
    layer(`${block}.ln_2`, [width]);
    layer(`${block}.mlp.c_fc`, [4 * width, width]);
    layer(`${block}.mlp.c_proj`, [width, 4 * width]);
  }
  layer('ln_final', [width]);
  shapes.set('text_projection', [width, embeddingDim]);
  return shapes;
}
