import { shapeOf } from '@langseg/architecture';
import type { Weights } from '@langseg/core';

/** Sizes of TIPS' text transformer. */
export interface TipsTextConfig {
  /** Channels of a token and length D of a text embedding. */
  readonly width: number;
  readonly heads: number;
  /** Number of transformer blocks. */
  readonly depth: number;
  /** Most tokens of a label. */
  readonly contextLength: number;
}

/** Tokens that TIPS was trained with. */
const tipsContextLength = 64;

/**
 * Reads the sizes off weights in the official names. Heads have 64 channels, those of So400m 72; pass `heads` for others,
 * since weights don't tell.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH`.
 */
export function tipsTextConfigOf(
  weights: Weights,
  { heads }: { readonly heads?: number } = {},
): TipsTextConfig {
  const [, width] = shapeOf(weights, 'token_embedding.weight', [null, null]);
  const indices = [...weights.keys()].map((name) => /^transformer\.resblocks\.(\d+)\./.exec(name)?.[1]);
  const depth = 1 + Math.max(-1, ...indices.filter((index) => index !== undefined).map(Number));
  const usual = width % 64 !== 0 && width % 72 === 0 ? width / 72 : Math.max(1, Math.floor(width / 64));
  return { width, heads: heads ?? usual, depth, contextLength: tipsContextLength };
}
