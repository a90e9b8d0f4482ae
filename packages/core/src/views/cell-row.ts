import { fastExp } from '../math/fast-exp.js';
import type { FusedView } from './fused-view.js';
import type { FusedPass } from './fusion.js';
import type { GridRange } from './tile-candidates.js';
import { bestPlane } from './view-agreement.js';

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

/** Finds the best label of a pixel: its position in the list that a {@link CellRow} was filled for. */
export interface CellWinner {
  /** By mean logits. */
  byLogits(cell: CellRow, count: number, x: number, y: number): number;
  /** The label that wins in every view, or -1. */
  inEveryView(cell: CellRow, count: number, x: number): number;
  /** By mean probabilities, where {@link inEveryView} has just found none. They depend on all labels, which `whole` was filled for. */
  byProbabilities(cell: CellRow, count: number, x: number, whole: CellRow): number;
}

/**
 * Makes a {@link CellWinner} for views that show the same pixels of a pass without scaling.
 *
 * @param labelCount of all labels.
 */
export function createCellWinner(
  { rowShare, columnShare }: FusedPass,
  views: readonly FusedView[],
  labelCount: number,
): CellWinner {
  const viewCount = views.length;
  const weights = views.map(({ columns }) => columns.weight);
  const lefts = Int32Array.from(views, ({ visible }) => visible.x);
  /** Highest logits of the views. */
  const highest = new Float64Array(viewCount);
  const scores = new Float64Array(labelCount);

  return {
    byLogits({ before, slope }, count, x, y) {
      const share = rowShare[y] * columnShare[x];
      scores.fill(0, 0, count);
      for (let v = 0, i = 0; v < viewCount; v++) {
        const across = weights[v][x - lefts[v]];
        for (let c = 0; c < count; c++, i++) scores[c] += share * (before[i] + across * slope[i]);
      }
      return bestPlane(scores, count, 1, 0);
    },
    inEveryView({ before, slope }, count, x) {
      let agreed = -1;
      for (let v = 0, i = 0; v < viewCount; v++) {
        const across = weights[v][x - lefts[v]];
        let best = 0;
        let most = -Infinity;
        for (let c = 0; c < count; c++, i++) {
          const score = before[i] + across * slope[i];
          if (score > most) {
            best = c;
            most = score;
          }
        }
        highest[v] = most;
        agreed = v === 0 || best === agreed ? best : -1;
      }
      return agreed;
    },
    byProbabilities({ before, slope }, count, x, whole) {
      scores.fill(0, 0, count);
      for (let v = 0, i = 0, at = 0; v < viewCount; v++) {
        const across = weights[v][x - lefts[v]];
        const most = highest[v];
        let total = 0;
        for (const end = at + labelCount; at < end; at++)
          total += fastExp(whole.before[at] + across * whole.slope[at] - most);
        const share = 1 / total;
        for (let c = 0; c < count; c++, i++)
          scores[c] += share * fastExp(before[i] + across * slope[i] - most);
      }
      return bestPlane(scores, count, 1, 0);
    },
  };
}
