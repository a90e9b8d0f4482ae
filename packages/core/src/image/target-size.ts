import { LangSegError } from '../errors/lang-seg-error.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';

/** Most pixels of a network's input, 2²⁴: 200 MB as floats, and far more on their way through a network. */
const maxPixels = 2 ** 24;

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size at which a photo enters the image encoder: the longer side scaled to `longestSide` (only down with
 * `onlyShrink`), then each side rounded to the nearest multiple of `sizeMultiple`, at least one.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for an image without pixels; `USAGE` for an invalid `longestSide`;
 * `IMAGE_TOO_LARGE` above 2²⁴ pixels, before anything of that size is allocated.
 */
export function targetSize(
  width: number,
  height: number,
  {
    longestSide,
    onlyShrink,
    sizeMultiple,
  }: Pick<Preprocessing, 'longestSide' | 'onlyShrink' | 'sizeMultiple'>,
): ImageSize {
  if (!(width >= 1 && height >= 1))
    throw new LangSegError('IMAGE_UNREADABLE', `An image must have pixels, got ${width} × ${height}.`, {
      width,
      height,
    });
  if (!(longestSide >= 1 && longestSide < Infinity))
    throw new LangSegError('USAGE', `longestSide must be at least 1 pixel, got ${longestSide}.`, {
      longestSide,
    });
  const scale = longestSide / Math.max(width, height);
  const factor = onlyShrink ? Math.min(scale, 1) : scale;
  const round = (side: number) => Math.max(1, Math.round((side * factor) / sizeMultiple)) * sizeMultiple;
  const size = { width: round(width), height: round(height) };
  assertInputSize(size, `With a longest side of ${longestSide} the photo`);
  return size;
}

/**
 * Checks a size at which something enters the image encoder.
 *
 * @throws LangSegError `IMAGE_TOO_LARGE` above 2²⁴ pixels.
 */
export function assertInputSize({ width, height }: ImageSize, what = 'A window'): void {
  if (width * height <= maxPixels) return;
  throw new LangSegError(
    'IMAGE_TOO_LARGE',
    `${what} would enter the network at ${width} × ${height} pixels; ` +
      `the limit is ${maxPixels} pixels. Give a smaller size.`,
    { width, height, maxPixels },
  );
}
