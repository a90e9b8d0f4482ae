import { LangSegError } from '../errors/lang-seg-error.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size at which a photo enters the image encoder: the longer side scaled to `longestSide` (only down with
 * `onlyShrink`), then each side rounded to the nearest multiple of `sizeMultiple`, at least one.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for an image without pixels.
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
  const scale = longestSide / Math.max(width, height);
  const factor = onlyShrink ? Math.min(scale, 1) : scale;
  const round = (side: number) => Math.max(1, Math.round((side * factor) / sizeMultiple)) * sizeMultiple;
  return { width: round(width), height: round(height) };
}
