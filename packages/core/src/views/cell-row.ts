import { fastExp } from '../math/fast-exp.js';
import type { FusedView } from './fused-view.js';
import type { GridRange } from './tile-candidates.js';

/** Logits in a row of pixels between two columns of grid points, in each of several views. */
export interface CellRow {
  /** `[views, labels]`: at the left grid points, and how much more there is at the right ones. */
  readonly before: Float64Array;
  readonly slope: Float64Array;
}

/** Makes a {@link CellRow} that {@link fillCellRow} fills. */
export function allocateCellRow(viewCount: number, labelCount: number): CellRow {
  return {
    before: new Float64Array(viewCount * labelCount),
    slope: new Float64Array(viewCount * labelCount),
  };
}

/**
 * Interpolates the logits of labels down to row `y` of the canvas.
 *
 * @param ranges the grid points around the cell, in each view.
 * @param labels of which the first `count` are wanted.
 */
export function fillCellRow(
  { before, slope }: CellRow,
  ranges: readonly GridRange[],
  y: number,
  labels: Uint16Array,
  count: number,
): void {
  for (let v = 0, i = 0; v < ranges.length; v++) {
    const { view, top, bottom, left, right } = ranges[v];
    const { gridWidth, plane } = view;
    const { data } = view.logits;
    const down = view.rows.weight[y - view.visible.y];
    const above = top * gridWidth;
    const below = bottom * gridWidth;
    for (let c = 0; c < count; c++, i++) {
      const n = labels[c] * plane;
      const a = data[n + above + left] + down * (data[n + below + left] - data[n + above + left]);
      const b = data[n + above + right] + down * (data[n + below + right] - data[n + above + right]);
      before[i] = a;
      slope[i] = b - a;
    }
  }
}

/**
 * Returns a function that averages the probabilities of all labels at column `x` of a cell's row, over the views.
 *
 * @returns `[labels]`, up to a common factor, valid until the next call.
 */
export function createCellProbabilities(
  views: readonly FusedView[],
  labelCount: number,
): (cell: CellRow, x: number) => Float64Array {
  const own = new Float64Array(labelCount);
  const sum = new Float64Array(labelCount);
  return ({ before, slope }, x) => {
    sum.fill(0);
    for (let v = 0, first = 0; v < views.length; v++, first += labelCount) {
      const { columns, visible } = views[v];
      const across = columns.weight[x - visible.x];
      let most = -Infinity;
      for (let n = 0; n < labelCount; n++) {
        own[n] = before[first + n] + across * slope[first + n];
        if (own[n] > most) most = own[n];
      }
      let total = 0;
      for (let n = 0; n < labelCount; n++) total += own[n] = fastExp(own[n] - most);
      const share = 1 / total;
      for (let n = 0; n < labelCount; n++) sum[n] += share * own[n];
    }
    return sum;
  };
}
