import type { Rectangle } from '../image/crop-image.js';
import { axisSpan } from '../math/axis-span.js';
import type { FusedView } from './fused-view.js';
import type { FusedPass, Fusion } from './fusion.js';

/** A piece of canvas, and what is wanted there. */
export interface ReadTarget {
  readonly area: Rectangle;
  readonly pass: FusedPass;
  /** Labels that are wanted, of which `count`. */
  readonly labels: ArrayLike<number>;
  readonly count: number;
  /** `[area.height, area.width, count]`; what the view says is added with its share. */
  readonly scores: Float64Array;
}

/**
 * Returns a function that adds what one view says to a piece of canvas: its logits, interpolated, or with `mean-softmax` the
 * probabilities that it gives at every pixel.
 */
export function createViewReader({
  fuse,
  labelCount,
}: Fusion): (view: FusedView, target: ReadTarget) => void {
  const everyLabel = Uint16Array.from({ length: labelCount }, (_, n) => n);
  const atPixel = new Float64Array(labelCount);
  let row = new Float64Array(0);

  return (view, { area, pass, labels, count, scores }) => {
    const { visible, rows, columns, logits, gridWidth, logSums } = view;
    const left = Math.max(area.x, visible.x);
    const right = Math.min(area.x + area.width, visible.x + visible.width);
    const top = Math.max(area.y, visible.y);
    const bottom = Math.min(area.y + area.height, visible.y + visible.height);
    if (left >= right || top >= bottom) return;

    // A probability needs all logits of its pixel, unless their sum is known.
    const needsAll = fuse === 'mean-softmax' && !logSums;
    const read = needsAll ? everyLabel : labels;
    const readCount = needsAll ? labelCount : count;
    const [firstColumn, lastColumn] = axisSpan(columns, left - visible.x, right - visible.x);
    const needed = (lastColumn - firstColumn + 1) * readCount;
    if (row.length < needed) row = new Float64Array(needed);

    for (let y = top; y < bottom; y++) {
      const inView = y - visible.y;
      const above = rows.lower[inView] * gridWidth;
      const below = rows.upper[inView] * gridWidth;
      const down = rows.weight[inView];
      for (let column = firstColumn, k = 0; column <= lastColumn; column++) {
        const a = (above + column) * labelCount;
        const b = (below + column) * labelCount;
        for (let c = 0; c < readCount; c++, k++) {
          const n = read[c];
          row[k] = logits[a + n] + down * (logits[b + n] - logits[a + n]);
        }
      }
      let out = ((y - area.y) * area.width + left - area.x) * count;
      for (let x = left; x < right; x++, out += count) {
        const column = x - visible.x;
        const before = (columns.lower[column] - firstColumn) * readCount;
        const after = (columns.upper[column] - firstColumn) * readCount;
        const across = columns.weight[column];
        const share = pass.rowShare[y] * pass.columnShare[x];
        if (fuse === 'sum-logits') {
          for (let c = 0; c < count; c++)
            scores[out + c] += share * (row[before + c] + across * (row[after + c] - row[before + c]));
          continue;
        }
        for (let c = 0; c < readCount; c++)
          atPixel[c] = row[before + c] + across * (row[after + c] - row[before + c]);
        if (logSums) {
          const logSum = logSums[inView * visible.width + column];
          for (let c = 0; c < count; c++) scores[out + c] += share * Math.exp(atPixel[c] - logSum);
        } else {
          const weight = share / exponentiate(atPixel);
          for (let c = 0; c < count; c++) scores[out + c] += weight * atPixel[labels[c]];
        }
      }
    }
  };
}

/** Replaces logits by e to their power, up to a common factor. Returns the sum. */
function exponentiate(logits: Float64Array): number {
  let max = -Infinity;
  for (const logit of logits) if (logit > max) max = logit;
  let sum = 0;
  for (let n = 0; n < logits.length; n++) sum += logits[n] = Math.exp(logits[n] - max);
  return sum;
}
