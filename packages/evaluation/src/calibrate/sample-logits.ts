import { LangSegError, type ScoreRows } from '@langseg/core';

/** A pixel whose class is known. */
export interface SampledPixel {
  /** Index of the right label, −1 for none. */
  readonly right: number;
  readonly logits: Float32Array;
}

/**
 * Reads the logits of all labels in the middle of each cell of a grid over the photo; cells without a labelled pixel there are left out.
 *
 * @param side cells along each side of the photo.
 * @param list number of the class of each label.
 * @param target number of the class of each pixel, below 0 for those that are left out.
 * @throws LangSegError `USAGE` where the scores are probabilities.
 */
export function sampleLogits(
  rows: ScoreRows,
  side: number,
  list: readonly number[],
  target: Int32Array,
): SampledPixel[] {
  const { width, height, labelCount, kind } = rows;
  if (kind !== 'logits')
    throw new LangSegError(
      'USAGE',
      'Calibrating needs logits, but this view adds up probabilities. Use the rule sum-logits to fuse views.',
      { kind },
    );
  const samples: SampledPixel[] = [];
  const scores = new Float32Array(width * labelCount);
  for (const y of middles(side, height)) {
    rows.fill(y, scores);
    for (const x of middles(side, width)) {
      const truth = target[y * width + x];
      const logits = scores.slice(x * labelCount, (x + 1) * labelCount);
      if (truth >= 0) samples.push({ logits, right: list.indexOf(truth) });
    }
  }
  return samples;
}

/** The pixels in the middle of `side` equal parts; a photo with fewer pixels has fewer. */
function middles(side: number, length: number): Set<number> {
  return new Set(Array.from({ length: side }, (_, i) => Math.floor(((i + 0.5) * length) / side)));
}
