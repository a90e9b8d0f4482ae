import { LangSegError } from '../errors/lang-seg-error.js';
import type { ImageSize } from './target-size.js';

/** @throws LangSegError `SHAPE_MISMATCH` where there is no pixel. */
export function assertPixel(x: number, y: number, { width, height }: ImageSize): void {
  const isInside = x >= 0 && x < width && y >= 0 && y < height;
  if (isInside && Number.isInteger(x) && Number.isInteger(y)) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `A pixel must lie inside the ${width} × ${height} photo, got (${x}, ${y}).`,
    { x, y },
  );
}
