import type { ScoreRows } from '../interfaces/score-rows.js';
import { fastExp } from '../math/fast-exp.js';

/**
 * How probable the best label of each pixel is: the largest of the probabilities that `probabilityRows` gives, without computing
 * the others.
 *
 * @returns a function that writes row `y`, 0..1; `target` is as wide as the photo.
 */
export function confidenceRows(scores: ScoreRows): (y: number, target: Float32Array) => void {
  const { width, labelCount, kind } = scores;
  const row = new Float32Array(width * labelCount);
  return (y, target) => {
    scores.fill(y, row);
    for (let x = 0, start = 0; x < width; x++) {
      const end = start + labelCount;
      let best = row[start];
      for (let i = start + 1; i < end; i++) if (row[i] > best) best = row[i];
      target[x] = kind === 'probabilities' ? best : 1 / sumOfPowers(row, start, end, best);
      start = end;
    }
  };
}

function sumOfPowers(logits: Float32Array, start: number, end: number, most: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += fastExp(logits[i] - most);
  return sum;
}
