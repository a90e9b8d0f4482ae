import { expect, it } from 'vitest';
import { legendRows } from './legend-rows.js';

const entries = ['cow 25 %', 'grass 61 %', 'sky 2 %'].map((text) => ({ color: '#000000', text }));
const rows = (width: number, mark = 0) =>
  legendRows(entries, (text) => 10 * text.length, { width, unit: 10, mark }).map((row) =>
    row.map(({ x, text }) => [x, text]),
  );

it('puts words side by side as long as they fit', () => {
  expect(rows(1000)).toEqual([
    [
      [0, 'cow 25 %'],
      [107, 'grass 61 %'],
      [234, 'sky 2 %'],
    ],
  ]);
  expect(rows(230)).toEqual([
    [
      [0, 'cow 25 %'],
      [107, 'grass 61 %'],
    ],
    [[0, 'sky 2 %']],
  ]);
  expect(rows(20)).toHaveLength(3);
});

it('leaves room for the mark', () => {
  expect(rows(340, 60)).toHaveLength(2);
  expect(legendRows([], () => 0, { width: 100, unit: 10, mark: 60 })).toEqual([[]]);
});
