import { tensor, type Tensor } from '../tensor/tensor.js';
import { axisLayout } from './axis-layout.js';

/**
 * Index of the largest element along one axis; the first one where several are equal.
 *
 * @returns indices, a tensor without that axis.
 * @throws LangSegError `SHAPE_MISMATCH` when there is no such axis.
 */
export function argmax(values: Tensor<'float32'>, axis: number): Tensor<'int32'> {
  const { outer, length, inner } = axisLayout(values, axis);
  const { data, shape } = values;
  const result = new Int32Array(outer * inner);
  for (let o = 0; o < outer; o++)
    for (let s = 0; s < inner; s++) {
      const start = o * length * inner + s;
      let best = 0;
      for (let i = 1; i < length; i++) if (data[start + i * inner] > data[start + best * inner]) best = i;
      result[o * inner + s] = best;
    }
  return tensor('int32', shape.toSpliced(axis, 1), result);
}
