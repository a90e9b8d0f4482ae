import { messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import type { Tolerance } from './decoder.js';
import type { Picture } from './picture.js';
import { lacksEnd, tidyJpeg } from './tidy-jpeg.js';

/** Complaints of libjpeg and of libtiff's codecs after which pixels are missing or wrong. */
const losesPixels =
  /premature end|bad Huffman|instead of RST|out of sync|bad code|not enough data|data error|Fax|Line length|PackBits|LZW|Discarding|EOL|uncompressed/i;

/** A complaint of libjpeg about the order of scans, which no tidying changes. */
const staysUntidy = /Inconsistent progression/;

/**
 * Decodes strictly. Where the decoder complains, it gets the file without the flaws that cost no pixel, and where it then
 * complains of no more than odd metadata or stray bytes, it decodes without minding them.
 *
 * @param decode decodes with a tolerance; called up to three times, twice where nothing can be tidied.
 * @param onFlaw told what the decoder complained of when the picture is whole all the same.
 * @throws what the decoder throws in the end.
 */
export async function decodeTolerantly<T>(
  picture: Picture,
  decode: (picture: Picture, tolerance: Tolerance) => Promise<T>,
  onFlaw: (error: unknown) => void,
): Promise<T> {
  try {
    const result = await decode(picture, 'warning');
    // Whether libjpeg gets to say so before the last row is handed over is a matter of luck.
    if (endsEarly(picture)) throw new Error('premature end of JPEG image');
    return result;
  } catch (error) {
    if (LangSegError.is(error)) throw error;
    const tidy = staysUntidy.test(messageOf(error)) ? undefined : tidied(picture);
    if (!tidy && losesPixels.test(messageOf(error))) throw error;
    const result = tidy ? await decodeTidy(tidy, decode) : await decode(picture, 'error');
    onFlaw(error);
    return result;
  }
}

async function decodeTidy<T>(
  picture: Picture,
  decode: (picture: Picture, tolerance: Tolerance) => Promise<T>,
): Promise<T> {
  try {
    return await decode(picture, 'warning');
  } catch (error) {
    if (losesPixels.test(messageOf(error))) throw error;
    return decode(picture, 'error');
  }
}

function endsEarly({ format, input }: Picture): boolean {
  return format === 'JPEG' && typeof input !== 'string' && lacksEnd(input);
}

/** Undefined for formats of which nothing can be tidied. */
function tidied(picture: Picture): Picture | undefined {
  const { format, input } = picture;
  if (typeof input === 'string') return undefined;
  if (format === 'JPEG') return { ...picture, input: tidyJpeg(input) };
  if (format === 'WebP') return { ...picture, input: fixRiffSize(input) };
  return undefined;
}

/** Corrects the file size in a WebP's header: some writers miscount, and the decoder then complains. */
function fixRiffSize(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  new DataView(copy.buffer).setUint32(4, bytes.length - 8, true);
  return copy;
}
