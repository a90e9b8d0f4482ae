import { tensor, type Tensor } from '@langseg/core';

/** Numbers in [−1, 1) that only depend on the shape and the seed. */
export function randomTensor(shape: readonly number[], seed: number): Tensor<'float32'> {
  const result = tensor('float32', shape);
  let state = seed;
  for (let i = 0; i < result.data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    result.data[i] = state / 2 ** 31 - 1;
  }
  return result;
}
