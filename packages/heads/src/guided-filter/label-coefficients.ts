import { boxSums } from './box-sums.js';
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

/**
 * The filter's coefficients for one map (He et al., equations 19 and 20, and the means of equation 21): at a pixel of colour I,
 * 0..255, the filtered map is a · I + b. Pauses after every row.
 *
 * @param map a value for each cell of the guide's grid.
 * @param target filled with the red, green and blue of a, and with b, of every cell, from `offset` on, `stride` apart.
 */
export function* fillCoefficients(
  map: Float32Array,
  { grid, sums, windowPixels, means, inverses }: Guide,
  { values, inWindows }: CoefficientSpace,
  target: { readonly values: Float32Array; readonly offset: number; readonly stride: number },
): Generator<void> {
  const cells = map.length;
  const picture = { ...grid, values };
  for (let cell = 0, at = 0; cell < cells; cell++) {
    const value = map[cell];
    for (let end = at + coefficientCount; at < end; at++) values[at] = sums[at] * value;
  }
  yield* boxSums(picture, grid.radius, inWindows);
  for (let cell = 0; cell < cells; cell++) {
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
    values[at] = red;
    values[at + 1] = green;
    values[at + 2] = blue;
    values[at + 3] = mean - red * means[m] - green * means[m + 1] - blue * means[m + 2];
  }
  yield* boxSums(picture, grid.radius, inWindows);
  for (let y = 0, cell = 0; y < grid.height; y++) {
    const rows = Math.min(y, grid.radius) + 1 + Math.min(grid.height - 1 - y, grid.radius);
    for (let x = 0; x < grid.width; x++, cell++) {
      const columns = Math.min(x, grid.radius) + 1 + Math.min(grid.width - 1 - x, grid.radius);
      const share = 1 / (rows * columns);
      const from = cell * coefficientCount;
      const to = target.offset + cell * target.stride;
      for (let k = 0; k < 3; k++) target.values[to + k] = (inWindows[from + k] * share) / 255;
      target.values[to + 3] = inWindows[from + 3] * share;
    }
  }
}
