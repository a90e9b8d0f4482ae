import { interpolationAxis, probabilityRows, type ScoreRows } from '@langseg/core';
import { filterCoefficients } from './filter-coefficients.js';
import type { Guide } from './guide.js';
import { createRowBlender } from './row-blender.js';
import { createWinnerRows } from './winner-rows.js';

/**
 * Guided filter over the probabilities of labels (He et al. 2013, with a colour guide), row by row. Labels that can't win
 * keep the probabilities that they had.
 *
 * @param scores of the guide's photo.
 */
export function* refineRows(scores: ScoreRows, guide: Guide): Generator<void, ScoreRows> {
  const { width, height, labelCount } = scores;
  const coefficients = yield* filterCoefficients(scores, guide);
  const { labels, stride } = coefficients;
  const { grid } = guide;
  const axisOptions = { alignCorners: false, scaleFactor: grid.step };
  const rows = interpolationAxis(grid.height, height, axisOptions);
  const columns = interpolationAxis(grid.width, width, axisOptions);
  const blendRow = createRowBlender(coefficients, grid, rows);
  const probabilities = probabilityRows(scores);
  const { data } = guide.photo;
  return {
    width,
    height,
    labelCount,
    kind: 'probabilities',
    fill(y, target) {
      if (labels.length < labelCount) probabilities.fill(y, target);
      const row = blendRow(y);
      for (let x = 0, pixel = 3 * y * width; x < width; x++, pixel += 3) {
        const r = data[pixel];
        const g = data[pixel + 1];
        const b = data[pixel + 2];
        const across = columns.weight[x];
        const first = x * labelCount;
        let from = columns.lower[x] * stride;
        let to = columns.upper[x] * stride;
        for (let i = 0; i < labels.length; i++, from += 4, to += 4) {
          const left = row[from] * r + row[from + 1] * g + row[from + 2] * b + row[from + 3];
          const right = row[to] * r + row[to + 1] * g + row[to + 2] * b + row[to + 3];
          target[first + labels[i]] = left + across * (right - left);
        }
        normalise(target, first, first + labelCount);
      }
    },
    fillLabels: createWinnerRows(coefficients, guide, { rows, columns }),
  };
}

/** Lets probabilities add up to 1; a filter that sharpens can give less than none. */
function normalise(probabilities: Float32Array, start: number, end: number): void {
  let sum = 0;
  for (let i = start; i < end; i++) {
    if (probabilities[i] < 0) probabilities[i] = 0;
    sum += probabilities[i];
  }
  for (let i = start; i < end; i++) probabilities[i] /= sum;
}
