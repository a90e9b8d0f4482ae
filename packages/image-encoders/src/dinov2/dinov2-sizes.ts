import { shapeOf } from '@langseg/architecture';
import { LangSegError, type Weights } from '@langseg/core';
import * as z from 'zod';
import { countIndices } from '../dpt/count-indices.js';
import type { Dinov2Config } from './dinov2-config.js';

const count = z.int().positive();

/** Schema of {@link Dinov2Config} in a recipe. */
export const dinov2Sizes = {
  patchSize: count,
  width: count,
  depth: count,
  heads: count,
  hidden: count,
  ffn: z.enum(['mlp', 'swiglu']),
  registers: z.int().nonnegative(),
  trainedSide: count,
};

/**
 * Reads the sizes of a DINOv2 vision transformer off its weights; only the heads are not in them.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH`.
 */
export function dinov2ConfigOf(weights: Weights, heads: number | undefined): Dinov2Config {
  const [width, , patchSize] = shapeOf(weights, 'patch_embed.proj.weight', [null, 3, null, null]);
  shapeOf(weights, 'patch_embed.proj.weight', [width, 3, patchSize, patchSize]);
  shapeOf(weights, 'cls_token', [1, 1, width]);
  const [, tokens] = shapeOf(weights, 'pos_embed', [1, null, width]);
  const grid = Math.sqrt(tokens - 1);
  if (!Number.isInteger(grid) || grid === 0)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `pos_embed should hold one position for the class token and a square of others, it holds ${tokens}.`,
      { tokens },
    );
  const ffn = weights.has('blocks.0.mlp.w3.weight') ? 'swiglu' : 'mlp';
  const [, hidden] = shapeOf(weights, `blocks.0.mlp.${ffn === 'swiglu' ? 'w3' : 'fc2'}.weight`, [
    width,
    null,
  ]);
  return {
    patchSize,
    width,
    depth: countIndices(weights, /^blocks\.(\d+)\./),
    heads: heads ?? headsOf(width),
    hidden,
    ffn,
    registers: weights.has('register_tokens') ? shapeOf(weights, 'register_tokens', [1, null, width])[1] : 0,
    trainedSide: grid * patchSize,
  };
}

/** Heads have 64 channels, but for those of So400m: 16 of 72. */
function headsOf(width: number): number {
  return width % 64 !== 0 && width % 72 === 0 ? width / 72 : Math.max(1, Math.floor(width / 64));
}

/** @throws LangSegError `CONFIG_INVALID` for the first size that does not fit the others. */
export function assertDinov2Sizes(type: string, sizes: Dinov2Config): void {
  const { patchSize, width, heads, trainedSide } = sizes;
  const expect = (holds: boolean, name: string, rule: string, found: number) => {
    if (!holds)
      throw new LangSegError('CONFIG_INVALID', `${type}: ${name} ${rule}, got ${found}.`, { name, found });
  };
  expect(
    trainedSide % patchSize === 0,
    'trainedSide',
    `must be a multiple of patchSize ${patchSize}`,
    trainedSide,
  );
  expect(width % heads === 0, 'heads', `must divide width ${width}`, heads);
}

/** @throws LangSegError `CONFIG_INVALID` where tokens are embeddings, but not as long as those of the text encoder. */
export function assertTokensAreEmbeddings(
  type: string,
  { width, embeddingDim }: Pick<Dinov2Config, 'width'> & { readonly embeddingDim: number },
): void {
  if (width !== embeddingDim)
    throw new LangSegError(
      'CONFIG_INVALID',
      `${type}: its tokens are its embeddings, so the text encoder's must be ${width} long, like width; they are ${embeddingDim}.`,
      { width, embeddingDim },
    );
}
