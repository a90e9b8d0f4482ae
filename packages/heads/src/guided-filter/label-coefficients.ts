import { boxSums } from './box-sums.js';
import type { FilterGrid } from './filter-grid.js';
import type { Guide } from './guide.js';

/** Factors of red, green and blue, and what is added to them. */
export const coefficientCount = 4;

/** Work space of {@link fillCoefficients}, for one guide and one map after another. */
export interface CoefficientSpace {
  readonly values: Float64Array;
  readonly inWindows: Float64Array;
}

/** Makes a work space for a guide. */
export function coefficientSpace({ grid }: Guide): CoefficientSpace {
  const length = grid.width * grid.height * coefficientCount;
  return { values: new Float64Array(length), inWindows: new Float64Array(length) };
}

/** Where the coefficients of a map go: those of a cell side by side, from `offset` on, `stride` apart. */
export interface CoefficientTarget {
  readonly values: Float32Array;
  readonly offset: number;
  readonly stride: number;
}

/**
 * The filter's coefficients for one map (He et al., equations 19 and 20, and the means of equation 21): at a pixel of colour I,
 * 0..255, the filtered map is a · I + b. Pauses after every row.
 *
 * @param map a value for each cell of the guide's grid.
 * @param target filled with the red, green and blue of a, and with b, of every cell.
 */
export function* fillCoefficients(
  map: Float32Array,
  guide: Guide,
  { values, inWindows }: CoefficientSpace,
  target: CoefficientTarget,
): Generator<void> {
  const { grid } = guide;
  const picture = { ...grid, values };
  multiply(guide.sums, map, values);
  yield* boxSums(picture, grid.radius, inWindows);
  for (let y = 0; y < grid.height; y++) {
    solveRow(inWindows, guide, y, values);
    yield;
  }
  yield* boxSums(picture, grid.radius, inWindows);
  for (let y = 0; y < grid.height; y++) {
    averageRow(inWindows, grid, y, target);
    yield;
  }
}

/** The sums of pixels and colours of each cell, times the cell's value. */
function multiply(sums: Float64Array, map: Float32Array, target: Float64Array): void {
  for (let cell = 0, at = 0; cell < map.length; cell++) {
    const value = map[cell];
    for (let end = at + coefficientCount; at < end; at++) target[at] = sums[at] * value;
  }
}

/** Coefficients of the windows around a row of cells, from the sums in them. */
function solveRow(
  inWindows: Float64Array,
  { grid, windowPixels, means, inverses }: Guide,
  y: number,
  target: Float64Array,
): void {
  for (let cell = y * grid.width, end = cell + grid.width; cell < end; cell++) {
    const at = cell * coefficientCount;
    const m = cell * 3;
    const i = cell * 6;
    const share = 1 / windowPixels[cell];
    const mean = inWindows[at] * share;
    const r = inWindows[at + 1] * share - means[m] * mean;
    const g = inWindows[at + 2] * share - means[m + 1] * mean;
    const b = inWindows[at + 3] * share - means[m + 2] * mean;
    const red = inverses[i] * r + inverses[i + 1] * g + inverses[i + 2] * b;
    const green = inverses[i + 1] * r + inverses[i + 3] * g + inverses[i + 4] * b;
    const blue = inverses[i + 2] * r + inverses[i + 4] * g + inverses[i + 5] * b;
    target[at] = red;
    target[at + 1] = green;
    target[at + 2] = blue;
    target[at + 3] = mean - red * means[m] - green * means[m + 1] - blue * means[m + 2];
  }
}

/** Means of the coefficients of all windows that a row of cells lies in, from their sums. */
function averageRow(
  inWindows: Float64Array,
  { width, height, radius }: FilterGrid,
  y: number,
  { values, offset, stride }: CoefficientTarget,
): void {
  const rows = Math.min(y, radius) + 1 + Math.min(height - 1 - y, radius);
  for (let x = 0, cell = y * width; x < width; x++, cell++) {
    const columns = Math.min(x, radius) + 1 + Math.min(width - 1 - x, radius);
    const share = 1 / (rows * columns);
    const from = cell * coefficientCount;
    const to = offset + cell * stride;
    values[to] = (inWindows[from] * share) / 255;
    values[to + 1] = (inWindows[from + 1] * share) / 255;
    values[to + 2] = (inWindows[from + 2] * share) / 255;
    values[to + 3] = inWindows[from + 3] * share;
  }
}
