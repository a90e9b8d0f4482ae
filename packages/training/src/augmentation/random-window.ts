import type { Random } from '../random/random.js';

/** Which part of one side of a photo goes where on the same side of the crop, in pixels. */
export interface Window {
  /** First pixel of the photo, and how many. */
  readonly start: number;
  readonly length: number;
  /** First pixel of the crop that they fill, and how many. */
  readonly to: number;
  readonly filled: number;
}

/**
 * Draws what a crop of fixed size sees of a photo that is scaled by `scale`, along one side. A scaled photo that is
 * larger is cut at a random place; a smaller one lies whole at a random place of the crop.
 *
 * Whole pixels of the photo are taken, so that only they need to be resized: the scale is met to half a pixel of the
 * window. One number is drawn.
 */
export function randomWindow(
  photo: number,
  crop: number,
  scale: number,
  random: Pick<Random, 'int'>,
): Window {
  const seen = Math.max(1, Math.round(crop / scale));
  if (seen <= photo) return { start: random.int(0, photo - seen + 1), length: seen, to: 0, filled: crop };
  const filled = Math.min(crop, Math.max(1, Math.round(photo * scale)));
  return { start: 0, length: photo, to: random.int(0, crop - filled + 1), filled };
}
