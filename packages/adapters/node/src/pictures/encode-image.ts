import { checkRgbImage } from '@langseg/adapter-common';
import { LangSegError, type RgbImage } from '@langseg/core';
import { loadSharp } from '../images/load-sharp.js';

/** Options of {@link encodeJpeg}. */
export interface JpegOptions {
  /** 1 (small) to 100 (good). Default 90. */
  readonly quality?: number;
}

/** Most pixels a side of a JPEG, as libjpeg has it. */
const longestJpegSide = 65_500;

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
 * @throws LangSegError `IMAGE_TOO_LARGE` above 65,500 pixels a side, `IMAGE_UNREADABLE` when size and data don't fit,
 * `RUNTIME_FAILED` without sharp.
 */
export async function encodeJpeg(image: RgbImage, { quality = 90 }: JpegOptions = {}): Promise<Uint8Array> {
  const { width, height } = image;
  if (Math.max(width, height) > longestJpegSide)
    throw new LangSegError(
      'IMAGE_TOO_LARGE',
      `The picture is ${width}×${height}; JPEG allows ${longestJpegSide} pixels per side. Write it as PNG.`,
      { width, height, longestSide: longestJpegSide },
    );
  return (await fromPixels(image)).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

async function fromPixels(image: RgbImage) {
  const { width, height, data } = checkRgbImage(image);
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}
