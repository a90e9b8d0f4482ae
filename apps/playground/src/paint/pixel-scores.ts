import { interpolationAxis } from '@langseg/core';
import type { Scores } from '../engine/engine.js';

/** Size of the picture that scores are brought to. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A picture, or a part of one. */
export interface PictureArea extends PictureSize {
  /** The size of the whole picture, and where in it the part begins, in pixels. */
  readonly within?: PictureSize & { readonly x: number; readonly y: number };
}

/**
 * Visits every pixel, row by row, with the bilinearly upsampled score of each word.
 *
 * @param visit gets the pixel's position and its scores, in an array that is used again for the next pixel.
 */
export function forEachPixel(
  scores: Scores,
  { width, height, within = { width, height, x: 0, y: 0 } }: PictureArea,
  visit: (pixel: number, scores: Float32Array) => void,
): void {
  const { count, rows, columns, alignCorners } = scores;
  const down = interpolationAxis(rows, within.height, { alignCorners });
  const across = interpolationAxis(columns, within.width, { alignCorners });
  const cells = byCell(scores);
  const rowSize = columns * count;
  const row = new Float32Array(rowSize);
  const at = new Float32Array(count);
  for (let y = 0, pixel = 0; y < height; y++) {
    const upper = down.lower[within.y + y] * rowSize;
    const lower = down.upper[within.y + y] * rowSize;
    const weight = down.weight[within.y + y];
    for (let i = 0; i < rowSize; i++)
      row[i] = cells[upper + i] + weight * (cells[lower + i] - cells[upper + i]);
    for (let x = 0; x < width; x++, pixel++) {
      const left = across.lower[within.x + x] * count;
      const right = across.upper[within.x + x] * count;
      const share = across.weight[within.x + x];
      for (let n = 0; n < count; n++) at[n] = row[left + n] + share * (row[right + n] - row[left + n]);
      visit(pixel, at);
    }
  }
}

/** Scores of one pixel, one per word. */
export function scoresAt(scores: Scores, { width, height }: PictureSize, x: number, y: number): Float32Array {
  const { count, rows, columns, alignCorners, data } = scores;
  const down = interpolationAxis(rows, height, { alignCorners });
  const across = interpolationAxis(columns, width, { alignCorners });
  const plane = rows * columns;
  const upper = down.lower[y] * columns;
  const lower = down.upper[y] * columns;
  const left = across.lower[x];
  const right = across.upper[x];
  return Float32Array.from({ length: count }, (_, n) => {
    const mix = (from: number, to: number, share: number) => from + share * (to - from);
    const value = (cell: number) => data[n * plane + cell];
    return mix(
      mix(value(upper + left), value(lower + left), down.weight[y]),
      mix(value(upper + right), value(lower + right), down.weight[y]),
      across.weight[x],
    );
  });
}

/** `[rows, columns, count]`: the words of one cell side by side. */
function byCell({ count, rows, columns, data }: Scores): Float32Array {
  const plane = rows * columns;
  const cells = new Float32Array(data.length);
  for (let n = 0; n < count; n++)
    for (let cell = 0; cell < plane; cell++) cells[cell * count + n] = data[n * plane + cell];
  return cells;
}
