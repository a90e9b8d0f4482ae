import { LangSegError } from '../errors/lang-seg-error.js';
import type { RgbImage } from '../interfaces/image-io.js';

/** A part of an image, in pixels from its top left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A copy of a rectangle of an image.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the rectangle is not inside the image.
 */
export function cropImage(image: RgbImage, { x, y, width, height }: Rectangle): RgbImage {
  if (!(x >= 0 && y >= 0 && x + width <= image.width && y + height <= image.height))
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A crop must lie inside the ${image.width} × ${image.height} image, got ${width} × ${height} at (${x}, ${y}).`,
      { x, y, width, height },
    );
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * image.width + x) * 3;
    data.set(image.data.subarray(start, start + width * 3), row * width * 3);
  }
  return { width, height, data };
}
