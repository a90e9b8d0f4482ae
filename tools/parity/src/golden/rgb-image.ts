import { assertShape, tensor, type RgbImage, type Tensor } from '@langseg/core';

/** A picture of a case, `[H, W, 3]` bytes. */
export function rgbImage(rgb: Tensor): RgbImage {
  const { H, W } = assertShape('rgb_u8', rgb, ['H', 'W', 3]);
  return { width: W, height: H, data: Uint8Array.from(rgb.data, Number) };
}

/** `[1, …]` → `[…]`: the cases hold single pictures without the batch axis. */
export function withoutBatch({ shape, data }: Tensor<'float32'>): Tensor<'float32'> {
  return tensor('float32', shape.slice(1), data);
}
