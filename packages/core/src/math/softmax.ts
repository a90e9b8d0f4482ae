import { tensor, type Tensor } from '../tensor/tensor.js';
import { axisLayout } from './axis-layout.js';

/** Options of {@link softmax}. */
export interface SoftmaxOptions {
  /** The axis that sums to one. Default 1, the labels of `[B, N, h, w]`. */
  readonly axis?: number;
  /** Divides the logits first: above 1 softer, below 1 sharper. Default 1. */
  readonly temperature?: number;
}

/**
 * exp(xᵢ / T) / Σⱼ exp(xⱼ / T) along one axis, computed relative to the maximum so that it never overflows.
 *
 * @returns probabilities 0..1 of the same shape.
 * @throws LangSegError `SHAPE_MISMATCH` when there is no such axis.
 */
export function softmax(logits: Tensor<'float32'>, options: SoftmaxOptions = {}): Tensor<'float32'> {
  const { axis = 1, temperature = 1 } = options;
  const { outer, length, inner } = axisLayout(logits, axis);
  const { data } = logits;
  const result = new Float32Array(data.length);
  const exponentials = new Float64Array(length);
  for (let o = 0; o < outer; o++)
    for (let s = 0; s < inner; s++) {
      const start = o * length * inner + s;
      let max = -Infinity;
      for (let i = 0, at = start; i < length; i++, at += inner) max = Math.max(max, data[at]);
      let sum = 0;
      for (let i = 0, at = start; i < length; i++, at += inner)
        sum += exponentials[i] = Math.exp((data[at] - max) / temperature);
      for (let i = 0, at = start; i < length; i++, at += inner) result[at] = exponentials[i] / sum;
    }
  return tensor('float32', logits.shape, result);
}
