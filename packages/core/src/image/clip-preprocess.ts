import type { RgbImage } from '../interfaces/image-io.js';
import type { Tensor } from '../tensor/tensor.js';
import { cropImage } from './crop-image.js';
import { resizePillow } from './resize-pillow.js';
import { normalizePixels } from './to-pixels.js';

/** Per-channel mean and standard deviation of CLIP's training images, in units of pixel value / 255. */
export const clipNormalization = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
} as const;

/**
 * CLIP's own preprocessing (`_transform` of openai/CLIP): shorter side to `nPx` with Pillow's bicubic filter, centre
 * crop, normalise.
 *
 * @param nPx side of the square result: the image resolution of the CLIP model.
 * @returns normalised RGB, `[1, 3, nPx, nPx]`.
 * @throws LangSegError `IMAGE_UNREADABLE` for an image without pixels.
 */
export function clipPreprocess(image: RgbImage, nPx: number): Tensor<'float32'> {
  const shorter = Math.min(image.width, image.height);
  const scaled = (side: number) => (side === shorter ? nPx : Math.trunc((nPx * side) / shorter));
  const width = scaled(image.width);
  const height = scaled(image.height);
  const resized = resizePillow(image, { width, height }, 'bicubic');
  const corner = { x: roundHalfToEven((width - nPx) / 2), y: roundHalfToEven((height - nPx) / 2) };
  return normalizePixels(cropImage(resized, { ...corner, width: nPx, height: nPx }), clipNormalization);
}

/** Python's `round`, which decides the corner of a centre crop whose margin is odd. */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
