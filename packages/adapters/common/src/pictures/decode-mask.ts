import { LangSegError, type LabelMap, type Palette } from '@langseg/core';
import { describeBytes } from '../images/describe-bytes.js';
import { messageOf } from '../message-of.js';
import { colorsOf } from './mask-png/colors-of.js';
import { describeHeader, type PngHeader } from './mask-png/png-header.js';
import { readIndices } from './mask-png/read-indices.js';
import { isPng, readPng, readPngHeader, type PngParts } from './mask-png/read-png.js';

/** A label map read from a file. */
export interface DecodedMask {
  readonly width: number;
  readonly height: number;
  /** The pixel values: 16 bit for a 16-bit file, else 8 bit. */
  readonly labelMap: LabelMap;
  /** The colours of an indexed PNG. */
  readonly palette?: Palette;
}

/** Options of {@link decodeMask} and {@link readMaskSize}. */
export interface DecodeMaskOptions {
  /** Masks with more pixels are refused by their header. Default 100 million. */
  readonly maxPixels?: number;
}

/**
 * Reads the size of a mask from the first 33 bytes of its file, before any memory is taken for its pixels.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for anything but a PNG, `IMAGE_TOO_LARGE`.
 */
export function readMaskSize(
  bytes: Uint8Array,
  { maxPixels = 100_000_000 }: DecodeMaskOptions = {},
): { readonly width: number; readonly height: number } {
  const { width, height } = unlessDamaged(bytes, () => readPngHeader(bytes));
  if (width * height > maxPixels)
    throw new LangSegError(
      'IMAGE_TOO_LARGE',
      `The mask is ${width}×${height} = ${width * height} pixels; the limit is ${maxPixels}.`,
      { width, height, maxPixels },
    );
  return { width, height };
}

/**
 * Reads the pixel values of a mask, not its colours: indexed PNGs (PASCAL VOC's, and what `encodeMask` writes) and
 * greyscale ones (ADE20K's), of 1 to 16 bit, interlaced or not.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for anything else, and for truncated or corrupt files; `IMAGE_TOO_LARGE`.
 */
export async function decodeMask(bytes: Uint8Array, options: DecodeMaskOptions = {}): Promise<DecodedMask> {
  const { width, height } = readMaskSize(bytes, options);
  const png = unlessDamaged(bytes, () => readPng(bytes));
  if (png.header.channels !== 1) throw hasColors(png);
  const labelMap = unlessDamaged(bytes, () => readIndices(png));
  return Promise.resolve({
    width,
    height,
    labelMap,
    ...(png.header.colorType === 3 && png.palette && { palette: png.palette }),
  });
}

function unlessDamaged<T>(bytes: Uint8Array, read: () => T): T {
  if (!isPng(bytes))
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected a PNG mask, but these are ${describeBytes(bytes)}, not a PNG.`,
      { bytes: bytes.length },
    );
  try {
    return read();
  } catch (cause) {
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected a PNG mask, but this PNG of ${bytes.length} bytes is damaged: ${messageOf(cause)}.`,
      { bytes: bytes.length },
      { cause },
    );
  }
}

const shownColors = 5;

function hasColors(png: PngParts): LangSegError {
  const { width, height, channels }: PngHeader = png.header;
  let colors: string[] = [];
  try {
    colors = colorsOf(png, shownColors + 1);
  } catch {
    // That it has colours is fault enough.
  }
  const list = `${colors.slice(0, shownColors).join(', ')}${colors.length > shownColors ? ' …' : ''}`;
  return new LangSegError(
    'IMAGE_UNREADABLE',
    'Expected a mask with one value per pixel (indexed or greyscale PNG), ' +
      `got a picture of ${describeHeader(png.header)}${list && ` with the colours ${list}`}. ` +
      'Save it as an indexed or greyscale PNG whose pixel values are the classes.',
    { width, height, channels, colors },
  );
}
