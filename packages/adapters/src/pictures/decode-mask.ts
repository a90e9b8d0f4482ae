import { LangSegError, type LabelMap, type Palette } from '@langseg/core';
import { messageOf } from '../message-of.js';

/** A label map read from a file. */
export interface DecodedMask {
  readonly width: number;
  readonly height: number;
  /** The pixel values: 16 bit for a 16-bit file, else 8 bit. */
  readonly labelMap: LabelMap;
  /** The colours of an indexed PNG. */
  readonly palette?: Palette;
}

/**
 * Reads the pixel values of a mask, not its colours: indexed PNGs (PASCAL VOC's, and what `encodeMask` writes) and
 * greyscale ones (ADE20K's), of 1 to 16 bit.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for anything else, and for truncated or corrupt files.
 */
export async function decodeMask(bytes: Uint8Array): Promise<DecodedMask> {
  const { decode } = await import('fast-png');
  let png;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch (cause) {
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected a PNG mask, but these ${bytes.length} bytes are no PNG, or damaged: ${messageOf(cause)}.`,
      { bytes: bytes.length },
      { cause },
    );
  }
  const { width, height, channels, depth, palette, data } = png;
  if (channels !== 1)
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      'Expected a mask with one value a pixel (indexed or greyscale PNG), ' +
        `got a colour picture with ${channels} channels. A mask saved as a coloured picture has lost its indices.`,
      { width, height, channels },
    );
  return {
    width,
    height,
    labelMap: depth < 8 ? unpack(data, width, height, depth) : (data as LabelMap),
    ...(palette && { palette: Uint8Array.from(palette.flatMap((color) => color.slice(0, 3))) }),
  };
}

/** Spreads out values of 1, 2 or 4 bit, which PNG packs from the top of each byte; rows begin at a byte. */
function unpack(packed: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  const values = new Uint8Array(width * height);
  const stride = Math.ceil((width * depth) / 8);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = packed[y * stride + (bit >> 3)];
      values[y * width + x] = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
  return values;
}
