import { assertShape } from '../tensor/assert-shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { interpolationAxis } from './interpolation-axis.js';
import { blend, createLogSumAccumulator, type ProbabilityMapOptions } from './log-sum-map.js';
import { labelPlane } from './score-map.js';

/**
 * Fills in the probability of one label at every pixel, p = exp(s / T − log Σₙ exp(sₙ / T)), pausing after every row with the
 * number of rows done; see `runInSlices`.
 *
 * @param plane logits of the label, `[h, w]`.
 * @param logSums of all labels, from a `LogSumAccumulator` with the same options.
 * @param target `height × width`.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function* fillProbabilities(
  plane: Tensor<'float32'>,
  logSums: Float64Array,
  target: Float32Array,
  { width, height, alignCorners, temperature = 1 }: ProbabilityMapOptions,
): Generator<number, void> {
  const { h, w } = assertShape('Logits of the label', plane, ['h', 'w']);
  const rows = interpolationAxis(h, height, { alignCorners });
  const columns = interpolationAxis(w, width, { alignCorners });
  const row = new Float64Array(w);
  const rowAt = (y: number): Float32Array => plane.data.subarray(y * w, (y + 1) * w);
  for (let y = 0, pixel = 0; y < height; y++) {
    blend(row, rowAt(rows.lower[y]), rowAt(rows.upper[y]), rows.weight[y]);
    for (let x = 0; x < width; x++, pixel++) {
      const left = row[columns.lower[x]];
      const score = left + columns.weight[x] * (row[columns.upper[x]] - left);
      target[pixel] = Math.min(1, Math.exp(score / temperature - logSums[pixel]));
    }
    yield y + 1;
  }
}

/**
 * Softmax probability of one label at every pixel, over bilinearly upsampled logits.
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
  const plane = labelPlane(logits, labelIndex);
  const accumulator = createLogSumAccumulator(options);
  for (const _ of accumulator.addInSteps(logits));
  const probabilities = new Float32Array(options.width * options.height);
  for (const _ of fillProbabilities(plane, accumulator.logSums, probabilities, options));
  return probabilities;
}
