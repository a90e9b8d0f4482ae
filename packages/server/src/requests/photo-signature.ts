import { LangSegError } from '@langseg/core';

/** How files of the formats that are read begin; `?` is any byte. */
const formats = [
  '\xff\xd8\xff',
  '\x89PNG',
  'GIF8',
  'RIFF????WEBP',
  'II*\0',
  'MM\0*',
  'II+\0',
  'MM\0+',
  '????ftyp',
];

/** What strangers send besides, for the message. */
const others: readonly (readonly [RegExp, string])[] = [
  [/^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)?(<!DOCTYPE svg|<svg)/i, 'an SVG drawing'],
  [/^\s*(<\?xml|<)/, 'a page or an XML file'],
  [/^%PDF/, 'a PDF document'],
  [/^BM/, 'a BMP image'],
  [/^(\xff\x0a|\0\0\0\x0cJXL)/, 'a JPEG XL image'],
  [/^8BPS/, 'a Photoshop file'],
  [/^(https?:|\.{0,2}\/|[a-z]:\\)/i, 'a path or an address, which are not read'],
  [/^\{|^\[/, 'JSON'],
];

/**
 * Refuses by the first bytes what no decoder is to see: only photos reach the process that segments.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`.
 */
export function assertPhoto(image: Uint8Array): void {
  const start = Buffer.from(image.subarray(0, 400)).toString('latin1');
  if (formats.some((format) => begins(start, format))) return;
  const known = others.find(([pattern]) => pattern.test(start))?.[1];
  const found =
    image.length === 0 ? 'it is empty' : known ? `it is ${known}` : `it starts with ${shown(image)}`;
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    `Expected "image" to be a photo (JPEG, PNG, WebP, GIF, TIFF or AVIF), but ${found}.`,
  );
}

function begins(start: string, format: string): boolean {
  return start.length >= format.length && [...format].every((byte, at) => byte === '?' || start[at] === byte);
}

function shown(image: Uint8Array): string {
  return `the bytes ${Buffer.from(image.subarray(0, 8)).toString('hex')}…`;
}
