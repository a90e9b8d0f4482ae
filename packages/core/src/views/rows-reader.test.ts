import { describe, expect, it } from 'vitest';
import type { ImageRows } from '../interfaces/image-rows.js';
import { createRowsReader } from './rows-reader.js';

const width = 2;

/** A photo whose rows hold their own numbers; it notes what is asked of it. */
function numberedRows(height = 50): ImageRows & { readonly asked: [number, number][] } {
  const asked: [number, number][] = [];
  return {
    width,
    height,
    asked,
    read(first, last) {
      asked.push([first, last]);
      const data = Uint8Array.from({ length: 3 * width * (last - first) }, (_, i) => {
        return first + Math.floor(i / (3 * width));
      });
      return Promise.resolve({ width, height: last - first, data });
    },
  };
}

/** The numbers of rows `first` … `last − 1`, each as often as a row has values. */
function numbers(first: number, last: number): number[] {
  return Array.from({ length: 3 * width * (last - first) }, (_, i) => first + Math.floor(i / (3 * width)));
}

describe('createRowsReader', () => {
  it('asks only for what lies below the rows that it has', async () => {
    const photo = numberedRows();
    const read = createRowsReader(photo);
    for (const [first, last] of [
      [0, 8],
      [6, 14],
      [6, 12],
      [20, 28],
      [3, 5],
    ])
      expect([...(await read(first, last)).data]).toEqual(numbers(first, last));
    expect(photo.asked).toEqual([
      [0, 8],
      [8, 14],
      [20, 28],
      [3, 5],
    ]);
  });

  it('reads in pieces', async () => {
    const photo = numberedRows();
    const read = createRowsReader(photo, (first, last) => Math.min(first + 3, last));
    expect([...(await read(2, 10)).data]).toEqual(numbers(2, 10));
    expect([...(await read(8, 12)).data]).toEqual(numbers(8, 12));
    expect(photo.asked).toEqual([
      [2, 5],
      [5, 8],
      [8, 10],
      [10, 12],
    ]);
  });
});
