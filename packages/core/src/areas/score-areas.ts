import type { RunOptions } from '../interfaces/run-options.js';
import type { Area } from './find-areas.js';
import { columnsOf } from './rle-facts.js';

/** Gives the probabilities of labels at every pixel, one after the other. A `Segmentation` fits. */
export interface ScoreSource {
  readonly width: number;
  heatmaps(
    options: RunOptions & { readonly labels: readonly number[] },
  ): AsyncIterable<{ readonly index: number; readonly values: Float32Array }>;
}

/**
 * How sure the model is of areas: the mean probability of an area's label over its pixels, 0..1.
 *
 * @returns a score for each area, in their order.
 * @throws LangSegError `DISPOSED` when the encoded photo is gone, `ABORTED`.
 */
export async function scoreAreas(
  result: ScoreSource,
  areas: readonly Area[],
  options: RunOptions = {},
): Promise<number[]> {
  const scores = new Array<number>(areas.length).fill(0);
  const labels = [...new Set(areas.map(({ index }) => index))];
  if (labels.length === 0) return scores;
  for await (const { index, values } of result.heatmaps({ ...options, labels }))
    for (const [at, area] of areas.entries())
      if (area.index === index) scores[at] = meanOf(values, area, result.width);
  return scores;
}

function meanOf(values: Float32Array, { rle, pixels }: Area, width: number): number {
  let sum = 0;
  for (const { x, y, length } of columnsOf(rle))
    for (let row = y; row < y + length; row++) sum += values[row * width + x];
  return sum / pixels;
}
