import { expect, it } from 'vitest';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { tensor } from '../tensor/tensor.js';
import { confidenceRows } from './confidence-rows.js';
import { scoreRowsOf } from './score-rows.js';
import { probabilityRows } from './softmax-rows.js';

const logits = tensor(
  'float32',
  [5, 4, 6],
  Float32Array.from({ length: 120 }, (_, i) => 40 * Math.sin(i * i)),
);
const scores = scoreRowsOf(logits, { width: 13, height: 9, alignCorners: false });

it.each<[string, ScoreRows]>([
  ['logits', scores],
  ['probabilities', probabilityRows(scores)],
])('is the probability of the best label of each pixel, from %s', (_, rows) => {
  const read = confidenceRows(rows);
  const [row, found] = [new Float32Array(13 * 5), new Float32Array(13)];
  for (let y = 0; y < 9; y++) {
    read(y, found);
    scores.fill(y, row);
    found.forEach((confidence, x) => {
      const powers = [...row.subarray(5 * x, 5 * x + 5)].map(Math.exp);
      const expected = Math.max(...powers) / powers.reduce((sum, power) => sum + power, 0);
      expect(confidence).toBeCloseTo(expected, 6);
    });
  }
});
