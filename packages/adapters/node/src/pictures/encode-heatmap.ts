import { heatmapPixels, type HeatmapPixelsOptions, type ImageSize } from '@langseg/core';
import { encodePng } from './encode-image.js';

/** Options of {@link encodeHeatmap}. */
export interface HeatmapPictureOptions extends ImageSize, HeatmapPixelsOptions {}

/**
 * Draws how probable a label is at every pixel, as PNG: dark blue for 0 to yellow for 1.
 *
 * @param probabilities row-major, `height × width`; values outside 0..1 are clipped.
 * @throws LangSegError `SHAPE_MISMATCH` for another number of values or a photo of another size, `RUNTIME_FAILED`
 * without sharp.
 */
export async function encodeHeatmap(
  probabilities: Float32Array,
  { width, height, ...options }: HeatmapPictureOptions,
): Promise<Uint8Array> {
  return encodePng(heatmapPixels(probabilities, width, height, options));
}
