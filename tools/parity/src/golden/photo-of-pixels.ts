import { assertShape, type RgbImage, type Tensor } from '@langseg/core';
import * as z from 'zod';

/** One number for each of red, green and blue. */
export const triple = z.tuple([z.number(), z.number(), z.number()]);

/** The photo of which a case holds the normalised pixels, `[1, 3, H, W]`. */
export function photoOfPixels(
  pixels: Tensor<'float32'>,
  { mean, std }: Readonly<Record<'mean' | 'std', readonly [number, number, number]>>,
): RgbImage {
  const { H, W } = assertShape('image', pixels, [1, 3, 'H', 'W']);
  const data = new Uint8Array(H * W * 3);
  for (let channel = 0; channel < 3; channel++)
    for (let i = 0; i < H * W; i++)
      data[i * 3 + channel] = Math.round(
        (pixels.data[channel * H * W + i] * std[channel] + mean[channel]) * 255,
      );
  return { width: W, height: H, data };
}
