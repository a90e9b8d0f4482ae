import type { RgbImage } from '@langseg/core';
import type { FilterGrid } from './filter-grid.js';

/** Numbers of a cell: the middle of the range of red, green and blue, and how far it reaches from there. */
export const rangeSize = 6;

/**
 * Within which colours, 0..255, every pixel of a cell and of the eight cells around it lies. Pauses after every row.
 *
 * @returns `cells × 6`.
 */
export function* colourRanges(photo: RgbImage, grid: FilterGrid): Generator<void, Float32Array> {
  const cells = grid.width * grid.height;
  const least = new Uint8Array(cells * 3).fill(255);
  const most = new Uint8Array(cells * 3);
  for (let y = 0; y < photo.height; y++) {
    widenCells(least, most, photo, y, grid);
    yield;
  }
  const ranges = new Float32Array(cells * rangeSize);
  const lows = new Uint8Array(grid.width * 3);
  const highs = new Uint8Array(grid.width * 3);
  for (let y = 0; y < grid.height; y++) {
    lows.fill(255);
    highs.fill(0);
    for (let v = Math.max(0, y - 1); v <= Math.min(y + 1, grid.height - 1); v++)
      widenColumns(lows, highs, least, most, 3 * v * grid.width);
    fillRanges(ranges, y * grid.width * rangeSize, lows, highs);
    yield;
  }
  return ranges;
}

/** Takes a row of the photo into the ranges of its cells. */
function widenCells(
  least: Uint8Array,
  most: Uint8Array,
  { data, width }: RgbImage,
  y: number,
  grid: FilterGrid,
): void {
  const rowEnd = 3 * (y + 1) * width;
  let at = Math.floor(y / grid.step) * grid.width * 3;
  for (let i = 3 * y * width; i < rowEnd; at += 3) {
    let leastRed = least[at];
    let leastGreen = least[at + 1];
    let leastBlue = least[at + 2];
    let mostRed = most[at];
    let mostGreen = most[at + 1];
    let mostBlue = most[at + 2];
    for (const end = Math.min(i + 3 * grid.step, rowEnd); i < end; i += 3) {
      const red = data[i];
      const green = data[i + 1];
      const blue = data[i + 2];
      if (red < leastRed) leastRed = red;
      if (red > mostRed) mostRed = red;
      if (green < leastGreen) leastGreen = green;
      if (green > mostGreen) mostGreen = green;
      if (blue < leastBlue) leastBlue = blue;
      if (blue > mostBlue) mostBlue = blue;
    }
    least[at] = leastRed;
    least[at + 1] = leastGreen;
    least[at + 2] = leastBlue;
    most[at] = mostRed;
    most[at + 1] = mostGreen;
    most[at + 2] = mostBlue;
  }
}

/** Takes a row of cells into the ranges of the columns. */
function widenColumns(
  lows: Uint8Array,
  highs: Uint8Array,
  least: Uint8Array,
  most: Uint8Array,
  start: number,
): void {
  for (let i = 0, at = start; i < lows.length; i++, at++) {
    if (least[at] < lows[i]) lows[i] = least[at];
    if (most[at] > highs[i]) highs[i] = most[at];
  }
}

/** Ranges of three columns each, as middle and reach. */
function fillRanges(ranges: Float32Array, start: number, lows: Uint8Array, highs: Uint8Array): void {
  const last = lows.length - 3;
  for (let i = 0, to = start; i <= last; i += 3, to += rangeSize)
    for (let channel = 0; channel < 3; channel++) {
      const here = i + channel;
      const left = i > 0 ? here - 3 : here;
      const right = i < last ? here + 3 : here;
      const low = Math.min(lows[left], lows[here], lows[right]);
      const high = Math.max(highs[left], highs[here], highs[right]);
      ranges[to + channel] = (low + high) / 2;
      ranges[to + 3 + channel] = (high - low) / 2;
    }
}
