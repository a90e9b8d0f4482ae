import type { Rle } from './rle.js';

/** Column and row of the first pixel, then width and height in pixels. */
export type PixelBox = readonly [x: number, y: number, width: number, height: number];

/** Number of pixels that are set. */
export function pixelsOfRle({ counts }: Rle): number {
  let pixels = 0;
  for (let i = 1; i < counts.length; i += 2) pixels += counts[i];
  return pixels;
}

/** The smallest box around all pixels that are set; `[0, 0, 0, 0]` where none is. */
export function boxOfRle({ size: [height], counts }: Rle): PixelBox {
  let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
  let position = 0;
  for (let i = 0; i < counts.length; i++) {
    const start = position;
    position += counts[i];
    if (i % 2 === 0 || counts[i] === 0) continue;
    const [first, last] = [start % height, (position - 1) % height];
    const column = (start - first) / height;
    left = Math.min(left, column);
    right = (position - 1 - last) / height;
    const isWithin = column === right;
    top = Math.min(top, isWithin ? first : 0);
    bottom = Math.max(bottom, isWithin ? last : height - 1);
  }
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}

/** Pixels one below the other. */
export interface PixelColumn {
  readonly x: number;
  /** Row of the first one. */
  readonly y: number;
  readonly length: number;
}

/** The pixels that are set, column by column. */
export function* columnsOf({ size: [height], counts }: Rle): Generator<PixelColumn, void, undefined> {
  let position = 0;
  for (let i = 0; i < counts.length; i++) {
    const end = position + counts[i];
    if (i % 2 === 1)
      while (position < end) {
        const y = position % height;
        const length = Math.min(height - y, end - position);
        yield { x: (position - y) / height, y, length };
        position += length;
      }
    position = end;
  }
}

/** Gives the pixels of an RLE a value in a map of the same size, row-major. */
export function paintRle(map: Uint8Array | Uint16Array | Uint32Array, rle: Rle, value: number): void {
  const width = rle.size[1];
  for (const { x, y, length } of columnsOf(rle))
    for (let row = y; row < y + length; row++) map[row * width + x] = value;
}

/** The part of an RLE's mask in a box, 0 or 1, row-major. */
export function maskInBox(rle: Rle, [left, top, width, height]: PixelBox): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const { x, y, length } of columnsOf(rle)) {
    if (x < left || x >= left + width) continue;
    const end = Math.min(y + length, top + height);
    for (let row = Math.max(y, top); row < end; row++) mask[(row - top) * width + x - left] = 1;
  }
  return mask;
}
