import { tensor, type Tensor } from './tensor.js';

/** Entries of the first axis, in the given order. */
export function pickRows(
  { shape: [, ...rest], data }: Tensor<'float32'>,
  indices: readonly number[],
): Tensor<'float32'> {
  const picked = tensor('float32', [indices.length, ...rest]);
  const size = picked.data.length / Math.max(1, indices.length);
  indices.forEach((index, i) => picked.data.set(data.subarray(index * size, (index + 1) * size), i * size));
  return picked;
}
