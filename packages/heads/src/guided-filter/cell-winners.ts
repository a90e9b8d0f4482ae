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

/** Least and highest values of labels in a row of cells, `cells × labels`. */
interface RowBounds {
  readonly lows: Float32Array;
  readonly highs: Float32Array;
}

/**
 * Returns a function that finds the labels which can win in two rows of cells, neighbours or the same.
 *
 * Filtered probabilities between cells are convex combinations of what the coefficients of the four cells make of the pixel's
 * colour; and which colours there are around a cell is known. So each label has a least and a highest value there, and one
 * whose highest is below another one's least wins nowhere.
 *
 * @returns valid until the next call; rows are cheap when asked for in order.
 */
export function createWinnerFinder(
  coefficients: FilterCoefficients,
  guide: Guide,
): (upper: number, lower: number) => CellWinners {
  const { width } = guide.grid;
  const count = coefficients.stride / 4;
  const labels = new Uint16Array(width * count);
  const starts = new Int32Array(width + 1);
  const slots = [0, 1].map((): RowBounds & { row: number } => ({
    lows: new Float32Array(width * count),
    highs: new Float32Array(width * count),
    row: -1,
  }));
  const boundsOf = (row: number): RowBounds => {
    const slot = slots[row & 1];
    if (slot.row !== row) fillBounds(slot, coefficients, guide, row);
    slot.row = row;
    return slot;
  };

  return (upper, lower) => {
    const above = boundsOf(upper);
    const below = boundsOf(lower);
    let total = 0;
    for (let x = 0; x < width; x++) {
      starts[x] = total;
      const left = x * count;
      const right = Math.min(x + 1, width - 1) * count;
      let floor = -Infinity;
      for (let i = left, j = right; i < left + count; i++, j++) {
        const low = Math.min(above.lows[i], above.lows[j], below.lows[i], below.lows[j]);
        if (low > floor) floor = low;
      }
      floor -= slack;
      for (let n = 0, i = left, j = right; n < count; n++, i++, j++) {
        const isNear =
          above.highs[i] >= floor ||
          above.highs[j] >= floor ||
          below.highs[i] >= floor ||
          below.highs[j] >= floor;
        if (isNear) labels[total++] = n;
      }
    }
    starts[width] = total;
    return { labels, starts };
  };
}

function fillBounds(
  { lows, highs }: RowBounds,
  { values, stride }: FilterCoefficients,
  { grid, ranges }: Guide,
  row: number,
): void {
  for (let x = 0, i = 0, at = row * grid.width * stride; x < grid.width; x++) {
    const range = (row * grid.width + x) * rangeSize;
    const red = ranges[range];
    const green = ranges[range + 1];
    const blue = ranges[range + 2];
    const redReach = ranges[range + 3];
    const greenReach = ranges[range + 4];
    const blueReach = ranges[range + 5];
    for (const end = at + stride; at < end; at += 4, i++) {
      const r = values[at];
      const g = values[at + 1];
      const b = values[at + 2];
      const middle = values[at + 3] + r * red + g * green + b * blue;
      const reach = Math.abs(r) * redReach + Math.abs(g) * greenReach + Math.abs(b) * blueReach;
      lows[i] = middle - reach;
      highs[i] = middle + reach;
    }
  }
}
