import { LangSegError, type RgbImage } from '@langseg/core';

/**
 * Checks pixels that a caller made.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` when size and data don't fit each other.
 */
export function checkRgbImage(image: RgbImage): RgbImage {
  const { width, height, data } = image;
  const isSize = (value: number): boolean => Number.isInteger(value) && value > 0;
  if (!isSize(width) || !isSize(height) || !(data instanceof Uint8Array))
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      'Expected an image with width and height of at least 1 and its pixels in a Uint8Array; ' +
        `got ${String(width)}×${String(height)} and ${Object.prototype.toString.call(data).slice(8, -1)}.`,
      { width, height },
    );
  if (data.length !== width * height * 3)
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `An RGB image of ${width}×${height} has ${width * height * 3} bytes (three a pixel, no alpha), got ${data.length}.`,
      { width, height, bytes: data.length },
    );
  return image;
}
