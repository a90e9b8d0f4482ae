import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { interpolationAxis } from './interpolation-axis.js';
import type { LabelMapOptions } from './label-map-accumulator.js';
import { createLabelRows } from './label-rows.js';
import { labelPlane } from './score-map.js';

/** Options of {@link probabilityMap}. */
export interface ProbabilityMapOptions extends LabelMapOptions {
  /** Divides the logits before the softmax: above 1 softer, below 1 sharper. Default 1. */
  readonly temperature?: number;
}

/** Softmax probability of one label among all, for one chunk of labels after another. */
export interface ProbabilityAccumulator {
  /**
   * Adds labels to compare with, in any order. Every label of the set must be added once, the one asked for too.
   *
   * @param logits `[n, h, w]`.
   * @throws LangSegError `SHAPE_MISMATCH`.
   */
  add(logits: Tensor<'float32'>): void;
  /** As {@link add}, pausing after every row with the number of rows done; see `runInSlices`. */
  addInSteps(logits: Tensor<'float32'>): Generator<number, void>;
  /** The probabilities 0..1, row-major, `height × width`. Call it last. */
  finish(): Float32Array;
}

/**
 * Probability of one label at every pixel, in memory that doesn't grow with the labels:
 *
 *     p = 1 / Σₙ exp((sₙ − s) / T)
 *
 * with s the bilinearly upsampled logit of the label and sₙ those of all labels. A sum that overflows means p = 0.
 *
 * @param target logits of the label, `[h, w]`.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function createProbabilityAccumulator(
  target: Tensor<'float32'>,
  { width, height, alignCorners, temperature = 1 }: ProbabilityMapOptions,
): ProbabilityAccumulator {
  const { h, w } = assertShape('Logits of the label', target, ['h', 'w']);
  const rows = interpolationAxis(h, height, { alignCorners });
  const columns = interpolationAxis(w, width, { alignCorners });
  const targetAt = createLabelRows(tensor('float32', [1, h, w], target.data));
  const sums = new Float32Array(width * height);
  const targetRow = new Float64Array(w);

  function* addInSteps(logits: Tensor<'float32'>): Generator<number, void> {
    const { n } = assertShape('Logits', logits, ['n', h, w]);
    const rowAt = createLabelRows(logits);
    const scores = new Float64Array(w * n);
    for (let y = 0; y < height; y++) {
      const upper = rows.lower[y];
      const lower = rows.upper[y];
      blend(targetRow, targetAt(upper).scores, targetAt(lower).scores, rows.weight[y]);
      blend(scores, rowAt(upper).scores, rowAt(lower).scores, rows.weight[y]);
      addRow(scores, n, y * width);
      yield y + 1;
    }
  }

  function addRow(scores: Float64Array, n: number, start: number): void {
    for (let x = 0; x < width; x++) {
      const across = columns.weight[x];
      const left = columns.lower[x];
      const right = columns.upper[x];
      const score = targetRow[left] + across * (targetRow[right] - targetRow[left]);
      const toRight = (right - left) * n;
      let sum = 0;
      for (let i = left * n; i < (left + 1) * n; i++)
        sum += Math.exp((scores[i] + across * (scores[i + toRight] - scores[i]) - score) / temperature);
      sums[start + x] += sum;
    }
  }

  return {
    addInSteps,
    add(logits) {
      for (const _ of addInSteps(logits));
    },
    finish() {
      for (let i = 0; i < sums.length; i++) sums[i] = 1 / sums[i];
      return sums;
    },
  };
}

function blend(target: Float64Array, above: Float32Array, below: Float32Array, down: number): void {
  for (let i = 0; i < target.length; i++) target[i] = above[i] + down * (below[i] - above[i]);
}

/**
 * Softmax probability of one label at every pixel: {@link createProbabilityAccumulator} for labels that fit one tensor.
 *
 * @param logits `[N, h, w]`.
 * @returns probabilities 0..1, row-major, `height × width`.
 * @throws LangSegError `SHAPE_MISMATCH`, also when there is no label `labelIndex`.
 */
export function probabilityMap(
  logits: Tensor<'float32'>,
  labelIndex: number,
  options: ProbabilityMapOptions,
): Float32Array {
  const accumulator = createProbabilityAccumulator(labelPlane(logits, labelIndex), options);
  accumulator.add(logits);
  return accumulator.finish();
}
