import { LangSegError, type Weights } from '@langseg/core';

/** Sizes of a CLIP text transformer. */
export interface ClipTextConfig {
  /** Channels of a token. */
  readonly width: number;
  readonly heads: number;
  /** Number of transformer blocks. */
  readonly depth: number;
  /** Most tokens of a label, start and end markers included; 77 in all of OpenAI's models. */
  readonly contextLength: number;
  /** Length D of a text embedding. */
  readonly embeddingDim: number;
}

/**
 * Reads the sizes off OpenAI-named weights. All of OpenAI's models have one head per 64 channels; pass `heads` for
 * others, since weights don't tell.
 *
 * | model | width | heads | embedding |
 * |---|---|---|---|
 * | RN50 | 512 | 8 | 1024 |
 * | RN101, ViT-B/32, ViT-B/16 | 512 | 8 | 512 |
 * | RN50x4 | 640 | 10 | 640 |
 * | RN50x16, ViT-L/14, ViT-L/14@336 | 768 | 12 | 768 |
 * | RN50x64 | 1024 | 16 | 1024 |
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when the weights are not a CLIP text transformer's.
 */
export function clipTextConfigOf(
  weights: Weights,
  options: { readonly heads?: number } = {},
): ClipTextConfig {
  const shapeOf = (name: string) => {
    const found = weights.get(name);
    if (!found)
      throw new LangSegError(
        'WEIGHTS_MISMATCH',
        `These are not the weights of a CLIP text transformer: "${name}" is missing.`,
        {
          missing: [name],
        },
      );
    return found.shape;
  };
  const [contextLength, width] = shapeOf('positional_embedding');
  const [, embeddingDim] = shapeOf('text_projection');
  const blocks = [...weights.keys()].map((name) => /^transformer\.resblocks\.(\d+)\./.exec(name)?.[1]);
  const depth = Math.max(-1, ...blocks.filter((index) => index !== undefined).map(Number)) + 1;
  return {
    width,
    heads: options.heads ?? Math.max(1, Math.floor(width / 64)),
    depth,
    contextLength,
    embeddingDim,
  };
}
