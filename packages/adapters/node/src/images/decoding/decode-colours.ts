import type { RgbImage } from '@langseg/core';
import { interleaved, type Samples } from '../samples/band.js';
import type { Decoder } from './decoder.js';

/**
 * Decodes colours of 8 bits. The order of steps is sharp's own: orientation, ICC profile to sRGB, white under
 * transparency, 8 bit. One full-size copy, or two for a moment when EXIF asks for a turn by 90° or 270°.
 */
export async function decodeColours(
  decoder: Decoder,
  alpha: 'lay-on-white' | 'leave-out',
): Promise<RgbImage> {
  const { data, width, height, channels } = await decoder.run((sharp) => {
    const upright = sharp.autoOrient();
    const opaque = alpha === 'leave-out' ? upright.removeAlpha() : upright.flatten({ background: 'white' });
    return opaque.toColourspace('srgb').raw({ depth: 'uchar' });
  });
  if (channels !== 3) throw new Error(`it has ${channels} channels after conversion to RGB`);
  return { width, height, data };
}

/** Decodes colours of 16 bits in sRGB, with their transparency. */
export async function decodeWideColours(
  decoder: Decoder,
  alpha: 'lay-on-white' | 'leave-out',
): Promise<Samples> {
  const { data, width, height, channels } = await decoder.run((sharp) =>
    sharp.autoOrient().toColourspace('rgb16').raw({ depth: 'ushort' }),
  );
  const bands = interleaved(new Uint16Array(data.buffer, data.byteOffset, data.length / 2), channels);
  const isTransparent = alpha === 'lay-on-white' && channels > 3;
  return { width, height, bands: bands.slice(0, 3), ...(isTransparent && { alpha: bands[3] }) };
}
