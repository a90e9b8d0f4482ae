import { expect, it } from 'vitest';
import { closestRivals } from './closest-rivals.js';

const rivals = (rows: number[][]) =>
  closestRivals({
    count: rows.length,
    rows: 1,
    columns: rows[0].length,
    data: Float32Array.from(rows.flat()),
    alignCorners: false,
  });

it('finds who wins where a word comes closest', () => {
  const cow = [9, 9, 1];
  const grass = [1, 2, 9];
  const fence = [0, 1, 8];
  const calf = [8, 3, 0];
  expect(rivals([cow, grass, fence, calf])).toEqual([3, 2, 1, 0]);
});

it('has none for a word alone', () => {
  expect(rivals([[1, 2]])).toEqual([-1]);
});
