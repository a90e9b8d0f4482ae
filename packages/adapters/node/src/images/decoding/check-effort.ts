import { LangSegError } from '@langseg/core';
import type { ImageFile } from '../open-image-source.js';
import { jpegSegments, sos } from './jpeg-segments.js';

/** More scans than any encoder writes: libjpeg and mozjpeg make about ten. libtiff has the same limit. */
const mostScans = 100;

/** Never too many, however large the photo. */
const fewScans = 20;

/**
 * Scans times pixels. A scan of a few bytes makes libjpeg walk through all pixels: measured were 2 ns for each of them with
 * Huffman codes, 4 ns with arithmetic ones. So 20 scans in a file of 400 bytes cost 24 million pixels two seconds and 100
 * million six, and twice that where the decoder complains.
 */
const mostScannedPixels = 500_000_000;

/** Samples of a pixel of RGB with transparency, which `maxPixels` allows for. */
const samplesOfPixel = 4;

/**
 * Checks that a JPEG costs no more than its size allows for.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`.
 */
export function checkScans({ name }: ImageFile, bytes: Uint8Array): void {
  let [scans, pixels] = [0, 0];
  for (const { marker, start } of jpegSegments(bytes)) {
    if (isFrame(marker)) pixels = Math.max(pixels, pixelsOf(bytes, start));
    if (marker !== sos) continue;
    scans++;
    const most = Math.min(mostScans, Math.max(fewScans, Math.floor(mostScannedPixels / pixels)));
    if (scans <= most) continue;
    const size = most < mostScans ? ` and ${pixels} pixels` : '';
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `${name} is a JPEG of more than ${most} scans${size}, which would take too long to decode. ` +
        'Save it again with a common image program.',
      { path: name, mostScans: most },
    );
  }
}

/** The markers that a size stands behind: SOF0 to SOF15 without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function pixelsOf(bytes: Uint8Array, start: number): number {
  const numberAt = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return numberAt(start + 5) * numberAt(start + 7);
}

/**
 * Checks an image's size before any memory is taken for it. Bands beyond four count as further pixels.
 *
 * @throws LangSegError `IMAGE_TOO_LARGE`.
 */
export function checkSize(
  { name }: ImageFile,
  { width, height, channels }: { readonly width: number; readonly height: number; readonly channels: number },
  maxPixels: number,
): void {
  const pixels = width * height;
  if (pixels * Math.max(1, channels / samplesOfPixel) <= maxPixels) return;
  const bands = pixels <= maxPixels ? ` of ${channels} bands` : '';
  throw new LangSegError(
    'IMAGE_TOO_LARGE',
    `${name} is ${width}×${height} = ${pixels} pixels${bands}; the limit is ${maxPixels}` +
      `${bands && ` of ${samplesOfPixel} bands`}. Scale it down, or raise maxPixels (at least three bytes of memory per pixel).`,
    { path: name, width, height, maxPixels },
  );
}
