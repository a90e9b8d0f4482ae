import type { Tensor } from '../tensor/tensor.js';
import { allocateCandidates, findCandidates } from './cell-candidates.js';
import type { InterpolationAxis } from './interpolation-axis.js';
import type { LabelMap } from './label-map.js';
import { createLabelRows } from './label-rows.js';

/** Where a row painter writes. */
export interface PaintTarget {
  readonly labelMap: LabelMap;
  /** Index of the first of the painted labels. */
  readonly firstLabelIndex: number;
  /** Scores to beat, raised where a label wins. Without them every pixel is written. */
  readonly bestScores: Float32Array | undefined;
}

/**
 * Returns a function that writes row `y` of a label map: interpolates the scores of the labels that can win in each
 * grid cell and keeps the best. Rows are cheap when asked for in order.
 *
 * @param logits `[n, h, w]`.
 */
export function createRowPainter(
  logits: Tensor<'float32'>,
  rows: InterpolationAxis,
  columns: InterpolationAxis,
  { labelMap, firstLabelIndex, bestScores }: PaintTarget,
): (y: number) => void {
  const [labelCount, , gridWidth] = logits.shape;
  const width = columns.lower.length;
  const rowAt = createLabelRows(logits);
  const candidates = allocateCandidates(gridWidth, labelCount);
  const left = new Float64Array(labelCount);
  const slope = new Float64Array(labelCount);
  let upperRow = -1;
  let lowerRow = -1;

  return (y) => {
    const above = rowAt(rows.lower[y]);
    const below = rowAt(rows.upper[y]);
    if (upperRow !== rows.lower[y] || lowerRow !== rows.upper[y]) {
      upperRow = rows.lower[y];
      lowerRow = rows.upper[y];
      findCandidates(candidates, above, below);
    }
    const down = rows.weight[y];
    const start = y * width;
    for (let next = 0; next < width;) {
      const x = next;
      const cell = columns.lower[x];
      while (next < width && columns.lower[next] === cell) next++;
      const end = next;

      const first = candidates.starts[cell];
      const count = candidates.starts[cell + 1] - first;
      if (count === 1 && !bestScores) {
        const label = firstLabelIndex + candidates.labels[first];
        for (let pixel = start + x; pixel < start + end; pixel++) labelMap[pixel] = label;
        continue;
      }

      const i = cell * labelCount;
      const j = columns.upper[x] * labelCount;
      for (let c = 0; c < count; c++) {
        const n = candidates.labels[first + c];
        left[c] = above.scores[i + n] + down * (below.scores[i + n] - above.scores[i + n]);
        slope[c] = above.scores[j + n] + down * (below.scores[j + n] - above.scores[j + n]) - left[c];
      }
      for (let pixel = x; pixel < end; pixel++) {
        const across = columns.weight[pixel];
        let best = 0;
        let bestScore = left[0] + across * slope[0];
        for (let c = 1; c < count; c++) {
          const score = left[c] + across * slope[c];
          if (score > bestScore) {
            best = c;
            bestScore = score;
          }
        }
        if (bestScores) {
          // Rounded before comparing: equal labels of two chunks must tie, so that the first one wins.
          const rounded = Math.fround(bestScore);
          if (!(rounded > bestScores[start + pixel])) continue;
          bestScores[start + pixel] = rounded;
        }
        labelMap[start + pixel] = firstLabelIndex + candidates.labels[first + best];
      }
    }
  };
}
