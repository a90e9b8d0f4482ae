import { tensor, type Tensor } from '../tensor/tensor.js';
import { axisLayout } from './axis-layout.js';

/**
 * log Σ exp(xᵢ) along one axis, computed relative to the maximum so that it never overflows.
 *
 * @returns a tensor without that axis.
 * @throws LangSegError `SHAPE_MISMATCH` when there is no such axis.
 */
export function logSumExp(values: Tensor<'float32'>, axis: number): Tensor<'float32'> {
  const { outer, length, inner } = axisLayout(values, axis);
  const { data, shape } = values;
  const result = new Float32Array(outer * inner);
  for (let o = 0; o < outer; o++)
    for (let s = 0; s < inner; s++) {
      const start = o * length * inner + s;
      let max = -Infinity;
      for (let i = 0, at = start; i < length; i++, at += inner) max = Math.max(max, data[at]);
      let sum = 0;
      // With an infinite maximum the differences would be NaN; the result is that maximum.
      if (Number.isFinite(max))
        for (let i = 0, at = start; i < length; i++, at += inner) sum += Math.exp(data[at] - max);
      else sum = 1;
      result[o * inner + s] = max + Math.log(sum);
    }
  return tensor('float32', shape.toSpliced(axis, 1), result);
}
