import type { RunOptions } from '../interfaces/run-options.js';
import { runInSlices } from '../math/run-in-slices.js';
import { probabilityRows } from '../scores/softmax-rows.js';
import type { ScoreRows } from '../interfaces/score-rows.js';

/** Probabilities that are filled in one pass over the rows: 2²⁵ floats, 128 MB. */
const maxFilled = 2 ** 25;

/**
 * Probabilities of labels at every pixel, in ascending order, from rows of scores. Labels share a pass over the rows, as many
 * as memory allows.
 *
 * @returns the label's index with its probabilities 0..1, row-major, `height × width`.
 */
export async function* rowProbabilities(
  scores: ScoreRows,
  wanted: ReadonlySet<number>,
  options: RunOptions,
): AsyncGenerator<{ readonly index: number; readonly values: Float32Array }, void, undefined> {
  const rows = probabilityRows(scores);
  const indices = [...wanted].sort((a, b) => a - b);
  const pixels = rows.width * rows.height;
  const atOnce = Math.max(1, Math.floor(maxFilled / pixels));
  for (let first = 0; first < indices.length; first += atOnce) {
    const asked = indices.slice(first, first + atOnce);
    const maps = asked.map(() => new Float32Array(pixels));
    await runInSlices(fillMaps(rows, asked, maps), options);
    for (const [at, index] of asked.entries()) yield { index, values: maps[at] };
  }
}

function* fillMaps(
  rows: ScoreRows,
  indices: readonly number[],
  maps: readonly Float32Array[],
): Generator<void> {
  const { width, height, labelCount } = rows;
  const row = new Float32Array(width * labelCount);
  for (let y = 0; y < height; y++) {
    rows.fill(y, row);
    for (const [at, index] of indices.entries())
      for (let x = 0; x < width; x++) maps[at][y * width + x] = row[x * labelCount + index];
    yield;
  }
}
