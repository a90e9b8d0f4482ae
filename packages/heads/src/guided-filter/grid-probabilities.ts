import { softmaxInPlace, type ScoreRows } from '@langseg/core';
import { middleOf, type FilterGrid } from './filter-grid.js';

/** Probabilities in the middle of each cell, of the labels that can win somewhere. */
export interface GridProbabilities {
  /** Those labels, ascending. */
  readonly labels: readonly number[];
  /** A map for each of them: probabilities by cell, row-major. */
  readonly maps: readonly Float32Array[];
}

/** Probabilities that are kept between the two looks at them: 2²² floats, 16 MB. More are computed again. */
const maxHeld = 2 ** 22;

/**
 * Samples the scores on a grid, pausing after every row. A label that nowhere has a quarter of the
 * best label's probability is left out.
 *
 * @param limit most labels to keep; where more could win, those that come closest to it.
 */
export function* gridProbabilities(
  scores: ScoreRows,
  grid: FilterGrid,
  limit: number,
): Generator<void, GridProbabilities> {
  const { labelCount, width, height } = scores;
  const columns = Int32Array.from({ length: grid.width }, (_, x) => middleOf(x, grid.step, width));
  const row = scores.fillAt ? undefined : new Float32Array(width * labelCount);
  const sample = (y: number, target: Float32Array): Float32Array => {
    const middle = middleOf(y, grid.step, height);
    if (row) {
      scores.fill(middle, row);
      for (let x = 0, to = 0; x < grid.width; x++)
        for (let n = 0, from = columns[x] * labelCount; n < labelCount; n++) target[to++] = row[from++];
    } else scores.fillAt?.(middle, columns, target);
    if (scores.kind === 'logits') softmaxInPlace(target, labelCount);
    return target;
  };
  const isHeld = grid.height * grid.width * labelCount <= maxHeld;
  const held: Float32Array[] = [];
  let scratch = new Float32Array(grid.width * labelCount);
  const peaks = new Float32Array(labelCount);
  for (let y = 0; y < grid.height; y++) {
    if (isHeld) held.push((scratch = new Float32Array(grid.width * labelCount)));
    raisePeaks(peaks, sample(y, scratch));
    yield;
  }
  const labels = [...peaks.keys()]
    .filter((n) => peaks[n] >= 0.25)
    .sort((a, b) => peaks[b] - peaks[a])
    .slice(0, limit)
    .sort((a, b) => a - b);
  const maps = labels.map(() => new Float32Array(grid.width * grid.height));
  for (let y = 0; y < grid.height; y++) {
    const all = held[y] ?? sample(y, scratch);
    for (const [i, n] of labels.entries()) pickLabel(n, all, labelCount, maps[i], y * grid.width);
    yield;
  }
  return { labels, maps };
}

/** Raises each label's peak, its highest probability as a share of the best label's at the same place. */
function raisePeaks(peaks: Float32Array, row: Float32Array): void {
  for (let start = 0; start < row.length; start += peaks.length) {
    let best = 0;
    for (let n = 0; n < peaks.length; n++) if (row[start + n] > best) best = row[start + n];
    for (let n = 0; n < peaks.length; n++)
      if (row[start + n] > peaks[n] * best) peaks[n] = row[start + n] / best;
  }
}

/** Copies the probabilities of label `n` from a row of all labels' into its map. */
function pickLabel(n: number, row: Float32Array, labelCount: number, map: Float32Array, start: number): void {
  for (let from = n, to = start; from < row.length; from += labelCount, to++) map[to] = row[from];
}
