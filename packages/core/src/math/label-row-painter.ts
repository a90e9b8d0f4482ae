import type { Tensor } from '../tensor/tensor.js';
import { allocateCandidates, findCandidates } from './cell-candidates.js';
import type { InterpolationAxis } from './interpolation-axis.js';
import type { LabelMap } from './label-map.js';
import type { WinnerRow } from './winner-rows.js';

/** What a row painter reads. */
export interface PaintSource {
  /** `[N, h, w]`. */
  readonly logits: Tensor<'float32'>;
  /** Row of the grid; valid until the next but one is asked for. */
  readonly rowAt: (y: number) => WinnerRow;
}

/** Which pixels a row painter paints, and the grid points they lie between. */
export interface PaintGeometry {
  readonly rows: InterpolationAxis;
  /** They don't run backwards. */
  readonly columns: InterpolationAxis;
  /** Columns `from` … `to − 1` are painted. */
  readonly from: number;
  readonly to: number;
}

/** Where a row painter writes. */
export interface PaintTarget {
  readonly labelMap: LabelMap;
  /** Index of the first of the painted labels. */
  readonly firstLabelIndex: number;
  /** Scores to beat, raised where a label wins. Without them every pixel is written. */
  readonly bestScores: Float32Array | undefined;
}

/**
 * Returns a function that writes row `y` to a label map, its first pixel at `start`: interpolates the scores of the labels that can
 * win in each grid cell and keeps the best. Rows are cheap when asked for in order.
 */
export function createRowPainter(
  { logits, rowAt }: PaintSource,
  { rows, columns, from, to }: PaintGeometry,
  { labelMap, firstLabelIndex, bestScores }: PaintTarget,
): (y: number, start: number) => void {
  const { data } = logits;
  const [labelCount, gridHeight, gridWidth] = logits.shape;
  const plane = gridHeight * gridWidth;
  const candidates = allocateCandidates(gridWidth, labelCount);
  const left = new Float64Array(labelCount);
  const slope = new Float64Array(labelCount);
  let upperRow = -1;
  let lowerRow = -1;

  return (y, start) => {
    const above = rowAt(rows.lower[y]);
    const below = rowAt(rows.upper[y]);
    if (upperRow !== rows.lower[y] || lowerRow !== rows.upper[y]) {
      upperRow = rows.lower[y];
      lowerRow = rows.upper[y];
      findCandidates(candidates, logits, above, below, columns.lower[from], columns.lower[to - 1]);
    }
    const down = rows.weight[y];
    const offset = start - from;
    for (let next = from; next < to;) {
      const x = next;
      const cell = columns.lower[x];
      while (next < to && columns.lower[next] === cell) next++;
      const end = next;

      const first = candidates.starts[cell];
      const count = candidates.starts[cell + 1] - first;
      if (count === 1 && !bestScores) {
        const label = firstLabelIndex + candidates.labels[first];
        for (let pixel = offset + x; pixel < offset + end; pixel++) labelMap[pixel] = label;
        continue;
      }

      const right = columns.upper[x];
      for (let c = 0; c < count; c++) {
        const upper = candidates.labels[first + c] * plane + above.start;
        const lower = candidates.labels[first + c] * plane + below.start;
        left[c] = data[upper + cell] + down * (data[lower + cell] - data[upper + cell]);
        slope[c] = data[upper + right] + down * (data[lower + right] - data[upper + right]) - left[c];
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
          if (!(rounded > bestScores[offset + pixel])) continue;
          bestScores[offset + pixel] = rounded;
        }
        labelMap[offset + pixel] = firstLabelIndex + candidates.labels[first + best];
      }
    }
  };
}
