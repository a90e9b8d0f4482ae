import type { Shapes } from './weights-of.js';

/** A TIPS small enough for a test: its tokens are 24 long, and its positions are those of 3 × 3 patches. */
export const tinyTips = {
  patchSize: 14,
  width: 24,
  depth: 4,
  heads: 2,
  hidden: 20,
  ffn: 'mlp',
  registers: 1,
  trainedSide: 42,
} as const;

/** Sizes of TIPS' text transformer as its file has them. */
export interface TipsTextSizes {
  readonly width: number;
  /** Default 2. */
  readonly depth?: number;
  /** Of the MLP. Default 10. */
  readonly hidden?: number;
  /** Pieces that are known. Default 8, which is one more than `spmModel` has. */
  readonly pieces?: number;
}

/** TIPS' text transformer, with the temperature that its file holds. */
export function tipsTextShapes({ width, depth = 2, hidden = 10, pieces = 8 }: TipsTextSizes): Shapes {
  const layer = (name: string, inputs: number, outputs: number): Shapes => ({
    [`${name}.weight`]: [outputs, inputs],
    [`${name}.bias`]: [outputs],
  });
  const norm = (name: string): Shapes => ({ [`${name}.weight`]: [width], [`${name}.bias`]: [width] });
  const blocks = Array.from({ length: depth }, (_, index) => {
    const block = `transformer.resblocks.${index}`;
    return {
      [`${block}.attn.in_proj_weight`]: [3 * width, width],
      [`${block}.attn.in_proj_bias`]: [3 * width],
      ...layer(`${block}.attn.out_proj`, width, width),
      ...norm(`${block}.ln_1`),
      ...norm(`${block}.ln_2`),
      ...layer(`${block}.mlp.c_fc`, width, hidden),
      ...layer(`${block}.mlp.c_proj`, hidden, width),
    };
  });
  return Object.assign(
    { 'token_embedding.weight': [pieces, width], temperature: [] },
    norm('ln_final'),
    ...blocks,
  ) as Shapes;
}
