import type { RgbImage } from '@langseg/core';
import { boxSums } from './box-sums.js';
import { colourRanges } from './colour-ranges.js';
import { filterGrid, type FilterGrid, type FilterGridOptions } from './filter-grid.js';

/** How a photo guides the filter. */
export interface GuideOptions extends FilterGridOptions {
  /** What is added to the variances of colours in [0, 1]: edges fainter than its root are smoothed over. */
  readonly epsilon: number;
}

/** What the filter needs to know of a photo, whatever is filtered. Everything is row-major, by cell. */
export interface Guide {
  readonly photo: RgbImage;
  readonly grid: FilterGrid;
  /** Pixels of a cell, and the sums of their red, green and blue in [0, 1]: `cells × 4`. */
  readonly sums: Float64Array;
  /** Pixels of the window around a cell. */
  readonly windowPixels: Float64Array;
  /** Mean colour of the window: `cells × 3`. */
  readonly means: Float64Array;
  /** Inverse of the window's covariance matrix with epsilon on its diagonal: `cells × 6`, rr rg rb gg gb bb. */
  readonly inverses: Float64Array;
  /** Within which colours the pixels around a cell lie; see {@link colourRanges}. */
  readonly ranges: Float32Array;
}

/** Moments of colours, in three pictures of four channels: pixels r g b, rr rg rb gg, gb bb and two that stay empty. */
type Moments = readonly [Float64Array, Float64Array, Float64Array];

const newMoments = (cells: number): Moments => [
  new Float64Array(4 * cells),
  new Float64Array(4 * cells),
  new Float64Array(4 * cells),
];

/** Reads a photo for the filter, pausing after every row; see `runInSlices` of `@langseg/core`. */
export function* readGuide(photo: RgbImage, options: GuideOptions): Generator<void, Guide> {
  const grid = filterGrid(photo.width, photo.height, options);
  const cells = grid.width * grid.height;
  const moments = newMoments(cells);
  for (let y = 0; y < photo.height; y++) {
    addMoments(moments, photo, y, grid);
    yield;
  }
  const inWindows = newMoments(cells);
  for (const [i, values] of moments.entries()) yield* boxSums({ ...grid, values }, grid.radius, inWindows[i]);
  const windowPixels = new Float64Array(cells);
  const means = new Float64Array(cells * 3);
  const inverses = new Float64Array(cells * 6);
  for (let cell = 0; cell < cells;) {
    for (const end = cell + grid.width; cell < end; cell++) {
      const pixels = inWindows[0][4 * cell];
      windowPixels[cell] = pixels;
      for (let i = 0; i < 3; i++) means[3 * cell + i] = inWindows[0][4 * cell + 1 + i] / pixels;
      fillInverse(inverses, inWindows, cell, options.epsilon);
    }
    yield;
  }
  const ranges = yield* colourRanges(photo, grid);
  return { photo, grid, sums: moments[0], windowPixels, means, inverses, ranges };
}

function addMoments(
  [first, second, third]: Moments,
  { data, width }: RgbImage,
  y: number,
  grid: FilterGrid,
): void {
  const rowStart = Math.floor(y / grid.step) * grid.width;
  for (let x = 0, pixel = 3 * y * width, cell = rowStart; x < width; cell++) {
    let count = 0;
    let r = 0;
    let g = 0;
    let b = 0;
    let rr = 0;
    let rg = 0;
    let rb = 0;
    let gg = 0;
    let gb = 0;
    let bb = 0;
    for (; count < grid.step && x < width; count++, x++, pixel += 3) {
      const red = data[pixel];
      const green = data[pixel + 1];
      const blue = data[pixel + 2];
      r += red;
      g += green;
      b += blue;
      rr += red * red;
      rg += red * green;
      rb += red * blue;
      gg += green * green;
      gb += green * blue;
      bb += blue * blue;
    }
    const at = 4 * cell;
    first[at] += count;
    first[at + 1] += r / 255;
    first[at + 2] += g / 255;
    first[at + 3] += b / 255;
    second[at] += rr / 65_025;
    second[at + 1] += rg / 65_025;
    second[at + 2] += rb / 65_025;
    second[at + 3] += gg / 65_025;
    third[at] += gb / 65_025;
    third[at + 1] += bb / 65_025;
  }
}

/** The inverse of a window's covariance matrix with epsilon added to its diagonal, from the sums of its moments. */
function fillInverse(
  inverses: Float64Array,
  [first, second, third]: Moments,
  cell: number,
  epsilon: number,
): void {
  const at = 4 * cell;
  const share = 1 / first[at];
  const r = first[at + 1] * share;
  const g = first[at + 2] * share;
  const b = first[at + 3] * share;
  const rr = second[at] * share - r * r + epsilon;
  const rg = second[at + 1] * share - r * g;
  const rb = second[at + 2] * share - r * b;
  const gg = second[at + 3] * share - g * g + epsilon;
  const gb = third[at] * share - g * b;
  const bb = third[at + 1] * share - b * b + epsilon;
  const c0 = gg * bb - gb * gb;
  const c1 = gb * rb - rg * bb;
  const c2 = rg * gb - gg * rb;
  const scale = 1 / (rr * c0 + rg * c1 + rb * c2);
  const to = 6 * cell;
  inverses[to] = c0 * scale;
  inverses[to + 1] = c1 * scale;
  inverses[to + 2] = c2 * scale;
  inverses[to + 3] = (rr * bb - rb * rb) * scale;
  inverses[to + 4] = (rg * rb - rr * gb) * scale;
  inverses[to + 5] = (rr * gg - rg * rg) * scale;
}
