import type { ReadImageOptions, RgbImage } from '@langseg/core';
import { decodeColours } from './decode-colours.js';
import type { Decoder } from './decoder.js';
import type { PictureFacts } from './picture.js';

/**
 * Decodes a picture to 8-bit RGB: photos by libvips, numbers that only look like colours by ourselves.
 *
 * @param remark told what the reader of a message should know.
 * @throws LangSegError `IMAGE_UNREADABLE`; whatever sharp throws.
 */
export async function decodePicture(
  decoder: Decoder,
  facts: PictureFacts,
  options: ReadImageOptions,
  remark: (text: string) => void,
): Promise<RgbImage> {
  const { picture, metadata } = facts;
  const { tiff, plan, format } = picture;
  const isWide = metadata.depth === 'ushort' && metadata.space !== 'cmyk' && format !== 'AVIF';
  const areBytes = plan.kind === 'colours' && !isWide;
  const isAsked = options.range !== undefined || (options.bands !== undefined && !tiff);
  if (areBytes && !isAsked) return decodeColours(decoder, plan.alpha);
  const { colourBytes, samplesToRgb } = await import('./samples-to-rgb.js');
  return areBytes
    ? colourBytes(await decodeColours(decoder, plan.alpha), facts, options)
    : samplesToRgb(decoder, facts, options, remark);
}
