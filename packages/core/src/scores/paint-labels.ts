import type { LabelMap } from '../math/label-map.js';
import type { ScoreRows } from '../interfaces/score-rows.js';

/**
 * Fills a label map with the best label of every pixel, the first one where several are equal, pausing after every row with the
 * number of rows done; see `runInSlices`.
 *
 * @param labelMap row-major, `height × width`.
 */
export function* paintLabels(scores: ScoreRows, labelMap: LabelMap): Generator<number, void> {
  const { width, height, labelCount } = scores;
  const row = scores.fillLabels ? undefined : new Float32Array(width * labelCount);
  for (let y = 0; y < height; y++) {
    if (row) {
      scores.fill(y, row);
      paintRow(row, labelCount, labelMap, y * width);
    } else scores.fillLabels?.(y, labelMap, y * width);
    yield y + 1;
  }
}

function paintRow(row: Float32Array, labelCount: number, labelMap: LabelMap, start: number): void {
  for (let from = 0, pixel = start; from < row.length; from += labelCount, pixel++) {
    let best = 0;
    for (let n = 1; n < labelCount; n++) if (row[from + n] > row[from + best]) best = n;
    labelMap[pixel] = best;
  }
}
