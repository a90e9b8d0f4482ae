import { layerNorm, linear, repeated, scoped, type Shapes } from './shapes.js';

/** TIPS' text transformer for seven pieces, with the temperature that its file holds. */
export function tipsTextShapes(width: number): Shapes {
  return {
    'token_embedding.weight': [8, width],
    temperature: [],
    ...scoped('ln_final', layerNorm(width)),
    ...repeated(2, (index) =>
      scoped(`transformer.resblocks.${index}`, {
        'attn.in_proj_weight': [3 * width, width],
        'attn.in_proj_bias': [3 * width],
        ...scoped('attn.out_proj', linear(width, width)),
        ...scoped('ln_1', layerNorm(width)),
        ...scoped('ln_2', layerNorm(width)),
        ...scoped('mlp.c_fc', linear(width, 10)),
        ...scoped('mlp.c_proj', linear(10, width)),
      }),
    ),
  };
}
