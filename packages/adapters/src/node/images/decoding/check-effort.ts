import { LangSegError } from '@langseg/core';
import type { EncodedImage } from '../open-image-source.js';
import { jpegSegments, sos } from './jpeg-segments.js';

/** More scans than any encoder writes (libtiff has the same limit); each is a pass over all pixels and costs a few bytes. */
const mostScans = 100;

/** Samples of a pixel of RGB with transparency, which `maxPixels` allows for. */
const samplesOfPixel = 4;

/**
 * Checks that a JPEG costs no more than its size allows for.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`.
 */
export function checkScans({ name }: EncodedImage, bytes: Uint8Array): void {
  let scans = 0;
  for (const { marker } of jpegSegments(bytes))
    if (marker === sos && ++scans > mostScans)
      throw new LangSegError(
        'IMAGE_UNREADABLE',
        `${name} is a JPEG of more than ${mostScans} scans, which would take unreasonably long to decode. ` +
          'Save it again with a common program.',
        { path: name, mostScans },
      );
}

/**
 * Checks an image's size before any memory is taken for it. Bands beyond four count as further pixels.
 *
 * @throws LangSegError `IMAGE_TOO_LARGE`.
 */
export function checkSize(
  { name }: EncodedImage,
  { width, height, channels }: { readonly width: number; readonly height: number; readonly channels: number },
  maxPixels: number,
): void {
  const pixels = width * height;
  if (pixels * Math.max(1, channels / samplesOfPixel) <= maxPixels) return;
  const bands = pixels <= maxPixels ? ` of ${channels} bands` : '';
  throw new LangSegError(
    'IMAGE_TOO_LARGE',
    `${name} is ${width}×${height} = ${pixels} pixels${bands}; the limit is ${maxPixels}` +
      `${bands && ` of ${samplesOfPixel} bands`}. Scale it down, or raise maxPixels (three bytes of memory a pixel and more).`,
    { path: name, width, height, maxPixels },
  );
}
