import { tensor, type Tensor } from '../tensor/tensor.js';
import { axisLayout } from './axis-layout.js';

/**
 * Divides every vector along `axis` by its L2 norm: x / ‖x‖ (LSeg, section 3.3).
 * A zero vector stays zero; upstream divides by zero there and gets NaN.
 *
 * @returns a new tensor of the same shape.
 * @throws LangSegError `SHAPE_MISMATCH` when there is no such axis.
 */
export function l2Normalize(values: Tensor<'float32'>, axis: number): Tensor<'float32'> {
  const { outer, length, inner } = axisLayout(values, axis);
  const { data } = values;
  const result = new Float32Array(data.length);
  for (let o = 0; o < outer; o++)
    for (let s = 0; s < inner; s++) {
      const start = o * length * inner + s;
      let squares = 0;
      for (let i = 0, at = start; i < length; i++, at += inner) squares += data[at] * data[at];
      if (squares === 0) continue;
      const scale = 1 / Math.sqrt(squares);
      for (let i = 0, at = start; i < length; i++, at += inner) result[at] = data[at] * scale;
    }
  return tensor('float32', values.shape, result);
}
