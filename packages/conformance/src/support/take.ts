import { sizeOf, tensor, type Tensor } from '@langseg/core';

/** The tensor with only these indices of an axis, in this order. */
export function take(value: Tensor<'float32'>, axis: number, indices: readonly number[]): Tensor<'float32'> {
  const { shape, data } = value;
  const inner = sizeOf(shape.slice(axis + 1));
  const block = shape[axis] * inner;
  const result = tensor('float32', shape.with(axis, indices.length));
  let at = 0;
  for (let begin = 0; begin < data.length; begin += block)
    for (const index of indices) {
      result.data.set(data.subarray(begin + index * inner, begin + (index + 1) * inner), at);
      at += inner;
    }
  return result;
}
