import { overlayPixels, type LabelMap, type LegendEntry, type Palette, type RgbImage } from '@langseg/core';
import { encodeJpeg, encodePng } from './encode-image.js';
import { drawLegend } from './legend/draw-legend.js';
import { layOutLegend } from './legend/legend-layout.js';
import { toLine } from './legend/legend-text.js';
import { loadLettering } from './legend/lettering.js';

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

/** What a legend says besides the labels. */
const furtherCharacters = '0123456789.%<>…+ more';

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
  const picture = withLegend ? await addLegend(overlay, legend) : overlay;
  return format === 'png' ? encodePng(picture) : encodeJpeg(picture);
}

function paletteOf(legend: readonly LegendEntry[]): Palette {
  const largest = legend.reduce((max, { index }) => Math.max(max, index), 0);
  const palette = new Uint8Array(3 * (largest + 1));
  for (const { index, color } of legend) palette.set(color, 3 * index);
  return palette;
}

async function addLegend(photo: RgbImage, legend: readonly LegendEntry[]): Promise<RgbImage> {
  const lettering = await loadLettering([...legend.map(({ label }) => toLine(label)), furtherCharacters]);
  const layout = layOutLegend(legend, photo, lettering.measure);
  if (!layout) return photo;
  const panel = await drawLegend(layout, lettering);
  const isBelow = layout.placement === 'below';
  const width = isBelow ? panel.width : photo.width + panel.width;
  const height = isBelow ? photo.height + panel.height : panel.height;
  const canvas = { width, height, data: new Uint8Array(width * height * 3).fill(255) };
  // A photo narrower than its legend stands above the legend's middle.
  place(photo, canvas, isBelow ? (width - photo.width) >> 1 : 0, 0);
  place(panel, canvas, isBelow ? 0 : photo.width, isBelow ? photo.height : 0);
  return canvas;
}

function place(part: RgbImage, canvas: RgbImage, left: number, top: number): void {
  const stride = part.width * 3;
  for (let y = 0; y < part.height; y++)
    canvas.data.set(part.data.subarray(y * stride, (y + 1) * stride), ((top + y) * canvas.width + left) * 3);
}
