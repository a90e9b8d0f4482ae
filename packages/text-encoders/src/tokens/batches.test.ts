import { expect, it } from 'vitest';
import { batchesOf } from './token-text-encoder.js';

/** Rows of some lengths: `[length, count]`. */
const rowsOf = (...counts: readonly (readonly [length: number, count: number])[]) =>
  counts.flatMap(([length, count]) =>
    Array.from({ length: count }, () => ({ ids: Array.from({ length }, (_, i) => i) })),
  );

it.each<[string, ReturnType<typeof rowsOf>, [rows: number, longest: number][]]>([
  [
    'fills batches',
    rowsOf([3, 100]),
    [
      [64, 3],
      [36, 3],
    ],
  ],
  [
    'pads no row of a length that many have',
    rowsOf([3, 16], [4, 20], [9, 1]),
    [
      [16, 3],
      [20, 4],
      [1, 9],
    ],
  ],
  ['puts a few rows to longer ones', rowsOf([3, 15], [4, 2]), [[17, 4]]],
  ['makes none of no rows', [], []],
])('%s', (_, rows, expected) => {
  const batches = batchesOf(rows, 64);
  expect(batches.map((batch) => [batch.length, batch.at(-1)!.ids.length])).toEqual(expected);
  expect(batches.flat()).toEqual(rows);
});
