import { messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import { loadSharp } from './load-sharp.js';

/** Pixels that are numbers, not colours. */
export interface DecodedValues {
  readonly width: number;
  readonly height: number;
  /** `height × width` values. */
  readonly data: Uint16Array;
}

/**
 * Decodes a picture with one channel of 8 or 16 bits without changing its values, as masks and depth need it.
 *
 * @param what names it in messages. Default `mask`.
 * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE` above 100 million pixels, `RUNTIME_FAILED` (no sharp).
 */
export async function decodeValues(bytes: Uint8Array, what = 'mask'): Promise<DecodedValues> {
  const sharp = await loadSharp();
  const open = () => sharp(bytes, { limitInputPixels: false, failOn: 'error' });
  const { width, height, channels, depth } = await unlessDamaged(what, () => open().metadata());
  if (width * height > 100_000_000)
    throw new LangSegError(
      'IMAGE_TOO_LARGE',
      `The ${what} is ${width}×${height}; the limit is 100000000 pixels.`,
      {
        width,
        height,
      },
    );
  if (channels !== 1 || (depth !== 'uchar' && depth !== 'ushort'))
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected a ${what} with one channel of 8 or 16 bits, got ${channels} of the type ${depth}.`,
      { channels, depth },
    );
  const pixels = await unlessDamaged(what, () =>
    open()
      .toColourspace(depth === 'uchar' ? 'b-w' : 'grey16')
      .raw({ depth })
      .toBuffer(),
  );
  const data =
    depth === 'uchar'
      ? Uint16Array.from(pixels)
      : new Uint16Array(pixels.buffer.slice(pixels.byteOffset, pixels.byteOffset + pixels.byteLength));
  return { width, height, data };
}

async function unlessDamaged<T>(what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `The ${what} can't be decoded: ${messageOf(cause)}.`,
      {},
      { cause },
    );
  }
}
