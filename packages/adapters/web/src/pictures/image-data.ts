import { type PaintedLabels, paintLabels, type PaintOptions } from '@langseg/adapter-common';
import {
  assertImage,
  heatmapPixels,
  LangSegError,
  type ColorMap,
  type ImageSize,
  type RgbImage,
} from '@langseg/core';

/**
 * A result as a see-through picture of the photo's size, to be put on a canvas above the photo.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the label map has another size.
 */
export function overlayImageData(result: PaintedLabels, options?: PaintOptions): ImageData {
  return new ImageData(paintLabels(result, options), result.width, result.height);
}

/** Options of {@link heatmapImageData}. */
export interface HeatmapImageOptions extends ImageSize {
  /** Default `viridis`. */
  readonly colorMap?: ColorMap;
  /** Opacity, 0..1. Default 1. */
  readonly alpha?: number;
}

/**
 * How probable a label is at every pixel, from dark blue for 0 to yellow for 1.
 *
 * @param probabilities row-major, `height × width`; values outside 0..1 are clipped.
 * @throws LangSegError `SHAPE_MISMATCH` for another number of values.
 */
export function heatmapImageData(
  probabilities: Float32Array,
  { width, height, colorMap, alpha }: HeatmapImageOptions,
): ImageData {
  return toImageData(heatmapPixels(probabilities, width, height, { colorMap }), alpha);
}

/**
 * Pixels in the form of canvases.
 *
 * @param alpha opacity, 0..1.
 * @throws LangSegError `IMAGE_UNREADABLE` when size and data don't fit.
 */
export function toImageData(image: RgbImage, alpha = 1): ImageData {
  assertImage(image);
  if (!(alpha >= 0 && alpha <= 1))
    throw new LangSegError('USAGE', `alpha must be a number from 0 to 1, got ${alpha}.`, { alpha });
  const { width, height, data } = image;
  const rgba = new Uint8ClampedArray(width * height * 4).fill(Math.round(255 * alpha));
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    rgba[to] = data[from];
    rgba[to + 1] = data[from + 1];
    rgba[to + 2] = data[from + 2];
  }
  return new ImageData(rgba, width, height);
}
