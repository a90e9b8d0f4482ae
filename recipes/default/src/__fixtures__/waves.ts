import { sourceOf, tensor, type TensorSource } from '@langseg/core';

/** Weights that differ from each other and between speeds: sin(1 + speed · index). */
export function waves(shape: readonly number[], speed = 1): TensorSource<'float32'> {
  const value = tensor('float32', shape);
  value.data.forEach((_, i) => (value.data[i] = Math.sin(1 + speed * i)));
  return sourceOf(value);
}
