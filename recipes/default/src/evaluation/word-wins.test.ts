import { tensor } from '@langseg/core';
import { expect, test } from 'vitest';
import { countWins } from './word-wins.js';

test('labels win the points where they are highest, of classes that count', () => {
  const logits = tensor('float32', [3, 1, 4], Float32Array.of(1, 2, 9, 9, 3, 1, 1, 5, 2, 3, 4, 6));
  const [few, all] = [
    [1, 2],
    [0, 1, 2],
  ].map((planes) => ({
    planes,
    won: new Float64Array(planes.length),
  }));

  countWins(logits, [0, 0, 0, 7], [few, all], (contest, index) => contest === all || index === 0);
  countWins(logits, [7, 7, 7, 0], [few, all], (contest) => contest === few);

  expect([...few.won]).toEqual([2, 5]);
  expect([...all.won]).toEqual([2, 1, 1]);
});
