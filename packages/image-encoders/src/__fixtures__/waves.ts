import { tensor, type Tensor } from '@langseg/core';

/** Irregular numbers between −1 and 1. */
export function waves(...shape: number[]): Tensor<'float32'> {
  const value = tensor('float32', shape);
  for (let i = 0; i < value.data.length; i++) value.data[i] = Math.sin(1 + 0.3 * i * i);
  return value;
}
