import { overlayPixels, type LabelMap, type LegendEntry, type Palette, type RgbImage } from '@langseg/core';
import { encodeJpeg, encodePng } from './encode-image.js';

/** The facts of a segmentation that a picture shows. */
export interface OverlayFacts {
  /** Index of a label for every pixel of the photo, row-major. */
  readonly labelMap: LabelMap;
  /** Label, colour and share of every index in the map. */
  readonly legend: readonly LegendEntry[];
}

/** Options of {@link encodeOverlay}. */
export interface OverlayPictureOptions {
  /** Opacity of the colours, 0 to 1. Default 0.5. */
  readonly alpha?: number;
  /** Add a panel that says which colour is which label. Default true. */
  readonly legend?: boolean;
  /** Default `png`. */
  readonly format?: 'png' | 'jpeg';
}

/**
 * Draws a result: the photo tinted in the colours of its labels, thin outlines between them, and a legend below the
 * photo (beside it when it is upright) with each label's colour and share. The photo itself is never covered or scaled;
 * text grows with it.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the label map has another size than the photo, `RUNTIME_FAILED` without
 * sharp.
 */
export async function encodeOverlay(
  image: RgbImage,
  { labelMap, legend }: OverlayFacts,
  { alpha, legend: withLegend = true, format = 'png' }: OverlayPictureOptions = {},
): Promise<Uint8Array> {
  const overlay = overlayPixels(image, labelMap, paletteOf(legend), { alpha });
  const encode = format === 'png' ? encodePng : encodeJpeg;
  if (!withLegend) return encode(overlay);
  const { addLegend } = await import('./legend/add-legend.js');
  return encode(await addLegend(overlay, legend));
}

function paletteOf(legend: readonly LegendEntry[]): Palette {
  const largest = legend.reduce((max, { index }) => Math.max(max, index), 0);
  const palette = new Uint8Array(3 * (largest + 1));
  for (const { index, color } of legend) palette.set(color, 3 * index);
  return palette;
}
