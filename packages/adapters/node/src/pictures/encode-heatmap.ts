import { heatmapPixels, LangSegError, type ColorMap, type RgbImage } from '@langseg/core';
import { encodePng } from './encode-image.js';

/** Options of {@link encodeHeatmap}. */
export interface HeatmapPictureOptions {
  readonly width: number;
  readonly height: number;
  /** Photo of the same size to lay the colours on; it is shown in grey, so that colour means probability alone. */
  readonly over?: RgbImage;
  /** Default `viridis`. */
  readonly colorMap?: ColorMap;
}

/** How much of the colours covers a photo. */
const opacity = 0.65;

/**
 * Draws how probable a label is at every pixel, as PNG: dark blue for 0 to yellow for 1.
 *
 * @param probabilities row-major, `height × width`; values outside 0..1 are clipped.
 * @throws LangSegError `SHAPE_MISMATCH` for another number of values or a photo of another size, `RUNTIME_FAILED`
 * without sharp.
 */
export async function encodeHeatmap(
  probabilities: Float32Array,
  { width, height, over, colorMap }: HeatmapPictureOptions,
): Promise<Uint8Array> {
  const heat = heatmapPixels(probabilities, width, height, { colorMap });
  if (over) layOver(heat, over);
  return encodePng(heat);
}

function layOver({ width, height, data }: RgbImage, photo: RgbImage): void {
  if (photo.width !== width || photo.height !== height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The photo under a ${width}×${height} heatmap must have its size, got ${photo.width}×${photo.height}.`,
      { width, height },
    );
  for (let at = 0; at < data.length; at += 3) {
    // Luma of ITU-R BT.601.
    const grey = 0.299 * photo.data[at] + 0.587 * photo.data[at + 1] + 0.114 * photo.data[at + 2];
    for (let channel = at; channel < at + 3; channel++)
      data[channel] = grey + opacity * (data[channel] - grey) + 0.5;
  }
}
