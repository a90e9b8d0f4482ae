import type { RgbImage } from '../interfaces/image-io.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';
import { assertShape } from '../tensor/assert-shape.js';
import type { Tensor } from '../tensor/tensor.js';

/**
 * The picture behind a normalised tensor: ⌊255 · (x · std + mean)⌋, in float32 and truncated as the official app does.
 * Values outside 0..255 are clipped; upstream wraps them around.
 *
 * @param pixels normalised RGB, `[1, 3, H, W]`.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function pixelsToBytes(
  pixels: Tensor<'float32'>,
  { mean, std }: Pick<Preprocessing, 'mean' | 'std'>,
): RgbImage {
  const { H, W } = assertShape('Pixels', pixels, [1, 3, 'H', 'W']);
  const { fround } = Math;
  const area = H * W;
  const data = new Uint8Array(area * 3);
  for (let channel = 0; channel < 3; channel++) {
    const scale = fround(std[channel]);
    const shift = fround(mean[channel]);
    for (let i = 0; i < area; i++) {
      const value = fround(255 * fround(fround(pixels.data[channel * area + i] * scale) + shift));
      data[i * 3 + channel] = Math.min(Math.max(value, 0), 255);
    }
  }
  return { width: W, height: H, data };
}
