import { fastExp } from '../math/fast-exp.js';
import type { FusedView } from './fused-view.js';
import type { FusedPass, Fusion } from './fusion.js';

/**
 * Returns a function that averages the probabilities of all labels at one pixel of a pass' canvas, over the views that show it.
 * They must be among the given ones.
 *
 * @returns `[labels]`, valid until the next call.
 */
export function createPixelProbabilities(
  { labelCount }: Fusion,
  pass: FusedPass,
): (x: number, y: number, views: readonly FusedView[]) => Float64Array {
  const own = new Float64Array(labelCount);
  const mean = new Float64Array(labelCount);
  return (x, y, views) => {
    mean.fill(0);
    for (const { visible, logits, gridWidth, plane, rows, columns } of views) {
      const { data } = logits;
      const column = x - visible.x;
      const row = y - visible.y;
      if (column < 0 || column >= visible.width || row < 0 || row >= visible.height) continue;
      const down = rows.weight[row];
      const across = columns.weight[column];
      const above = rows.lower[row] * gridWidth;
      const below = rows.upper[row] * gridWidth;
      const aboveLeft = above + columns.lower[column];
      const aboveRight = above + columns.upper[column];
      const belowLeft = below + columns.lower[column];
      const belowRight = below + columns.upper[column];
      let most = -Infinity;
      for (let n = 0, at = 0; n < labelCount; n++, at += plane) {
        const left = data[at + aboveLeft] + down * (data[at + belowLeft] - data[at + aboveLeft]);
        const right = data[at + aboveRight] + down * (data[at + belowRight] - data[at + aboveRight]);
        own[n] = left + across * (right - left);
        if (own[n] > most) most = own[n];
      }
      let sum = 0;
      for (let n = 0; n < labelCount; n++) sum += own[n] = fastExp(own[n] - most);
      const share = (pass.rowShare[y] * pass.columnShare[x]) / sum;
      for (let n = 0; n < labelCount; n++) mean[n] += share * own[n];
    }
    return mean;
  };
}
