import type { RgbImage } from '@langseg/core';
import type { FilterGrid } from './filter-grid.js';

/** Numbers of a cell: the middle of the range of red, green and blue, and how far it reaches from there. */
export const rangeSize = 6;

/**
 * Within which colours, 0..255, every pixel of a cell and of the eight cells around it lies. Pauses after every row.
 *
 * @returns `cells × 6`.
 */
export function* colourRanges(
  { data, width, height }: RgbImage,
  grid: FilterGrid,
): Generator<void, Float32Array> {
  const cells = grid.width * grid.height;
  const least = new Uint8Array(cells * 3).fill(255);
  const most = new Uint8Array(cells * 3);
  for (let y = 0; y < height; y++) {
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
    yield;
  }
  const ranges = new Float32Array(cells * rangeSize);
  for (let y = 0, to = 0; y < grid.height; y++) {
    for (let x = 0; x < grid.width; x++, to += rangeSize)
      for (let channel = 0; channel < 3; channel++) {
        let low = 255;
        let high = 0;
        for (let v = Math.max(0, y - 1); v <= Math.min(y + 1, grid.height - 1); v++)
          for (let u = Math.max(0, x - 1); u <= Math.min(x + 1, grid.width - 1); u++) {
            const at = 3 * (v * grid.width + u) + channel;
            low = Math.min(low, least[at]);
            high = Math.max(high, most[at]);
          }
        ranges[to + channel] = (low + high) / 2;
        ranges[to + 3 + channel] = (high - low) / 2;
      }
    yield;
  }
  return ranges;
}
