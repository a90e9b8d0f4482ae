import { rangeSize } from './colour-ranges.js';
import type { FilterCoefficients } from './filter-coefficients.js';
import type { Guide } from './guide.js';

/** The labels that can win somewhere between a cell and its right neighbour, in two rows of cells. */
export interface CellWinners {
  /** Positions among the coefficients' labels, cell after cell, ascending within a cell. */
  readonly labels: Uint16Array;
  /** Cell x has `labels[starts[x]] … labels[starts[x + 1] − 1]`, at least one. */
  readonly starts: Int32Array;
}

/** More than rounding can change of a probability. */
const slack = 1e-5;

/** Room for the least and highest values of labels in a row of cells. */
export interface WinnerSpace {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
}

/**
 * Filtered probabilities between cells are convex combinations of what the coefficients of the four cells make of the pixel's
 * colour; and which colours there are around a cell is known. So each label has a least and a highest value there, and one
 * whose highest is below another one's least wins nowhere.
 *
 * @param rows the upper and the lower row of cells, neighbours or the same.
 * @param space `cells in a row × labels`; overwritten.
 */
export function findWinners(
  { labels, starts }: CellWinners,
  { values, stride }: FilterCoefficients,
  { grid, ranges }: Guide,
  [upper, lower]: readonly [number, number],
  { lows, highs }: WinnerSpace,
): void {
  const count = stride / 4;
  lows.fill(Infinity);
  highs.fill(-Infinity);
  for (let y = upper; y <= lower; y++)
    for (let x = 0, i = 0; x < grid.width; x++) {
      const range = (y * grid.width + x) * rangeSize;
      for (let n = 0, at = (y * grid.width + x) * stride; n < count; n++, i++, at += 4) {
        let middle = values[at + 3];
        let reach = 0;
        for (let k = 0; k < 3; k++) {
          middle += values[at + k] * ranges[range + k];
          reach += Math.abs(values[at + k]) * ranges[range + 3 + k];
        }
        if (middle - reach < lows[i]) lows[i] = middle - reach;
        if (middle + reach > highs[i]) highs[i] = middle + reach;
      }
    }
  let total = 0;
  for (let x = 0; x < grid.width; x++) {
    starts[x] = total;
    const left = x * count;
    const right = Math.min(x + 1, grid.width - 1) * count;
    let floor = -Infinity;
    for (let n = 0; n < count; n++) floor = Math.max(floor, Math.min(lows[left + n], lows[right + n]));
    for (let n = 0; n < count; n++)
      if (Math.max(highs[left + n], highs[right + n]) >= floor - slack) labels[total++] = n;
  }
  starts[grid.width] = total;
}
