import type { Rectangle } from '../image/crop-image.js';
import { axisSpan } from '../math/axis-span.js';
import { fastExp } from '../math/fast-exp.js';
import type { FusedView } from './fused-view.js';
import type { FusedPass, Fusion } from './fusion.js';

/** A piece of canvas, and what is wanted there. */
export interface ReadTarget {
  readonly area: Rectangle;
  readonly pass: FusedPass;
  /** Labels that are wanted, of which `count`. */
  readonly labels: ArrayLike<number>;
  readonly count: number;
  /** `[count, area.height, area.width]`; what the view says is added with its share. */
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
  let between = new Float64Array(0);
  let atPixels = new Float64Array(0);
  let shares = new Float64Array(0);

  return (view, { area, pass, labels, count, scores }) => {
    const { visible, rows, columns, gridWidth, plane, logSums } = view;
    const { data } = view.logits;
    const { lower, upper, weight } = columns;
    const left = Math.max(area.x, visible.x);
    const right = Math.min(area.x + area.width, visible.x + visible.width);
    const top = Math.max(area.y, visible.y);
    const bottom = Math.min(area.y + area.height, visible.y + visible.height);
    if (left >= right || top >= bottom) return;

    // A probability needs all logits of its pixel, unless their sum is known.
    const needsAll = fuse === 'mean-softmax' && !logSums;
    const readCount = needsAll ? labelCount : count;
    const width = right - left;
    const from = left - visible.x;
    const [first, last] = axisSpan(columns, from, from + width);
    const points = last - first + 1;
    if (between.length < points) between = new Float64Array(points);
    if (atPixels.length < width * readCount) atPixels = new Float64Array(width * readCount);
    if (shares.length < width) shares = new Float64Array(width);

    for (let y = top; y < bottom; y++) {
      const inView = y - visible.y;
      const down = rows.weight[inView];
      for (let c = 0; c < readCount; c++) {
        const n = needsAll ? c : labels[c];
        const above = n * plane + rows.lower[inView] * gridWidth + first;
        const below = n * plane + rows.upper[inView] * gridWidth + first;
        for (let i = 0; i < points; i++)
          between[i] = data[above + i] + down * (data[below + i] - data[above + i]);
        for (let x = from, to = c * width; x < from + width; x++, to++) {
          const before = between[lower[x] - first];
          atPixels[to] = before + weight[x] * (between[upper[x] - first] - before);
        }
      }
      for (let x = 0; x < width; x++) shares[x] = pass.rowShare[y] * pass.columnShare[left + x];
      if (needsAll) exponentiate(atPixels, width, labelCount, shares);
      const start = (y - area.y) * area.width + left - area.x;
      for (let c = 0; c < count; c++) {
        const at = (needsAll ? labels[c] : c) * width;
        const to = c * area.width * area.height + start;
        if (fuse === 'mean-softmax' && logSums) {
          const sums = inView * visible.width + from;
          for (let x = 0; x < width; x++)
            scores[to + x] += shares[x] * fastExp(atPixels[at + x] - logSums[sums + x]);
        } else for (let x = 0; x < width; x++) scores[to + x] += shares[x] * atPixels[at + x];
      }
    }
  };
}

/**
 * Replaces logits by e to their power, up to a common factor at each pixel, and divides the pixel's share by their sum.
 *
 * @param logits `[labelCount, width]`.
 */
function exponentiate(logits: Float64Array, width: number, labelCount: number, shares: Float64Array): void {
  for (let x = 0; x < width; x++) {
    let most = -Infinity;
    for (let n = 0, at = x; n < labelCount; n++, at += width) if (logits[at] > most) most = logits[at];
    let sum = 0;
    for (let n = 0, at = x; n < labelCount; n++, at += width) sum += logits[at] = fastExp(logits[at] - most);
    shares[x] /= sum;
  }
}
