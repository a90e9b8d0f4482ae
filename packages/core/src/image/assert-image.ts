import { LangSegError } from '../errors/lang-seg-error.js';
import type { RgbImage } from '../interfaces/image-io.js';

/**
 * Checks that an image has pixels and three bytes for each.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`.
 */
export function assertImage({ width, height, data }: RgbImage): void {
  if (!(width >= 1 && height >= 1))
    throw new LangSegError('IMAGE_UNREADABLE', `An image must have pixels, got ${width} × ${height}.`, {
      width,
      height,
    });
  if (data.length !== width * height * 3)
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `An RGB image of ${width} × ${height} has ${width * height * 3} bytes, got ${data.length}. Remove alpha and padding.`,
      { width, height, found: data.length },
    );
}
