import type { RgbImage } from '@langseg/core';
import { checkRgbImage } from '../../images/check-rgb-image.js';
import { loadSharp } from '../images/load-sharp.js';

/** Options of {@link encodeJpeg}. */
export interface JpegOptions {
  /** 1 (small) to 100 (good). Default 90. */
  readonly quality?: number;
}

/**
 * Writes pixels as an 8-bit RGB PNG.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` when size and data don't fit, `RUNTIME_FAILED` without sharp.
 */
export async function encodePng(image: RgbImage): Promise<Uint8Array> {
  return (await fromPixels(image)).png().toBuffer();
}

/**
 * Writes pixels as a JPEG. Colour is stored at full resolution, so that the edges of coloured areas stay sharp.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` when size and data don't fit, `RUNTIME_FAILED` without sharp.
 */
export async function encodeJpeg(image: RgbImage, { quality = 90 }: JpegOptions = {}): Promise<Uint8Array> {
  return (await fromPixels(image)).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

async function fromPixels(image: RgbImage) {
  const { width, height, data } = checkRgbImage(image);
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}
