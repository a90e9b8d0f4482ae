import { assertShape } from '../tensor/assert-shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { interpolationAxis } from './interpolation-axis.js';
import type { LabelMapOptions } from './label-map-accumulator.js';
import { createLabelRows } from './label-rows.js';

/** Options of probabilities from logits. */
export interface ProbabilityMapOptions extends LabelMapOptions {
  /** Divides the logits before the softmax: above 1 softer, below 1 sharper. Default 1. */
  readonly temperature?: number;
}

/** What turns upsampled logits into probabilities, for one chunk of labels after another. */
export interface LogSumAccumulator {
  /** `log Σₙ exp(sₙ / T)` at every pixel, row-major, `height × width`; complete once every label was added. */
  readonly logSums: Float64Array;
  /**
   * Adds labels, in any order, pausing after every row with the number of rows done; see `runInSlices`.
   *
   * @param logits `[n, h, w]`.
   * @throws LangSegError `SHAPE_MISMATCH`.
   */
  addInSteps(logits: Tensor<'float32'>): Generator<number, void>;
}

/** Sums up the softmax's denominator over bilinearly upsampled logits sₙ, in memory that doesn't grow with the labels. */
export function createLogSumAccumulator({
  width,
  height,
  alignCorners,
  temperature = 1,
}: ProbabilityMapOptions): LogSumAccumulator {
  const logSums = new Float64Array(width * height).fill(-Infinity);

  function* addInSteps(logits: Tensor<'float32'>): Generator<number, void> {
    const { n, h, w } = assertShape('Logits', logits, ['n', 'h', 'w']);
    const rows = interpolationAxis(h, height, { alignCorners });
    const columns = interpolationAxis(w, width, { alignCorners });
    const rowAt = createLabelRows(logits);
    const scores = new Float64Array(w * n);
    const atPixel = new Float64Array(n);
    for (let y = 0; y < height; y++) {
      blend(scores, rowAt(rows.lower[y]), rowAt(rows.upper[y]), rows.weight[y]);
      for (let x = 0; x < width; x++) {
        const across = columns.weight[x];
        const left = columns.lower[x] * n;
        const right = columns.upper[x] * n;
        let max = -Infinity;
        for (let i = 0; i < n; i++) {
          const score = scores[left + i] + across * (scores[right + i] - scores[left + i]);
          atPixel[i] = score;
          if (score > max) max = score;
        }
        let sum = 0;
        for (let i = 0; i < n; i++) sum += Math.exp((atPixel[i] - max) / temperature);
        const pixel = y * width + x;
        logSums[pixel] = logAdd(logSums[pixel], max / temperature + Math.log(sum));
      }
      yield y + 1;
    }
  }

  return { logSums, addInSteps };
}

/** `log(exp(a) + exp(b))`. */
export function logAdd(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/** A row between two rows. */
export function blend(target: Float64Array, above: Float32Array, below: Float32Array, down: number): void {
  for (let i = 0; i < target.length; i++) target[i] = above[i] + down * (below[i] - above[i]);
}
