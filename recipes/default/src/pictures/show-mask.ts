import { overlayPixels, type RgbImage } from '@langseg/core';
import sharp from 'sharp';

/** Saves a photo in which only the pixels of a mask keep their colours; the rest is faded. */
export async function showMask(photo: RgbImage, mask: Uint8Array, file: string): Promise<void> {
  const white = Uint8Array.of(255, 255, 255);
  const { data, width, height } = overlayPixels(photo, new Uint8Array(mask.length), white, { alpha: 0.85 });
  for (let pixel = 0; pixel < mask.length; pixel++)
    if (mask[pixel] === 1) data.set(photo.data.subarray(3 * pixel, 3 * pixel + 3), 3 * pixel);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(file);
}
