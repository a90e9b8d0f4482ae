import { LangSegError } from '@langseg/core';
import { brandsOf } from './brands-of.js';
import { foreignFormatOf } from './foreign-format.js';

/** The formats that are read, as messages call them. */
export type ImageFormat = 'JPEG' | 'PNG' | 'WebP' | 'GIF' | 'TIFF' | 'AVIF';

/** The formats that are read, as a sentence lists them. */
const readFormats = 'JPEG, PNG, WebP, GIF, TIFF and AVIF';

/**
 * Tells the format by the first bytes, before a decoder sees any.
 *
 * @param image.head the first 4 kB, or all there is.
 * @throws LangSegError `IMAGE_UNREADABLE` for every format that is not read, by its name where that is known.
 */
export function formatOf(image: {
  readonly name: string;
  readonly head: Uint8Array;
  readonly description: string;
}): ImageFormat {
  const { name, head, description } = image;
  const format = readFormatOf(head);
  if (format) return format;
  const foreign = foreignFormatOf(head);
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    foreign
      ? `${foreign} is not read; convert it to JPEG or PNG: ${name}. ${readFormats} are read.`
      : `Expected an image (${readFormats.replace('and', 'or')}), but ${name} is not one, or its header is damaged: ${description}.`,
    foreign ? { path: name, format: foreign } : { path: name },
  );
}

function readFormatOf(head: Uint8Array): ImageFormat | undefined {
  const text = String.fromCharCode(...head.subarray(0, 16));
  if (text.startsWith('\xff\xd8')) return 'JPEG';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'WebP';
  if (/^GIF8[79]a/.test(text)) return 'GIF';
  if (/^(II[*+]\0|MM\0[*+])/.test(text) && !text.startsWith('CR', 8)) return 'TIFF';
  if (brandsOf(head).some((brand) => brand === 'avif' || brand === 'avis')) return 'AVIF';
  return undefined;
}
