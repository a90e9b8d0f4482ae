import type { LegendEntry, RgbImage } from '@langseg/core';
import { drawLegend } from './draw-legend.js';
import { layOutLegend } from './legend-layout.js';
import { toLine } from './legend-text.js';
import { loadLettering } from './lettering.js';

/** What a legend says besides the labels. */
const furtherCharacters = '0123456789.%<>…+ more';

/**
 * Puts a legend below a picture, beside it when it is upright. The picture itself is never covered or scaled; text grows with it.
 *
 * @throws LangSegError `RUNTIME_FAILED` without the packages that letters are drawn with.
 */
export async function addLegend(photo: RgbImage, legend: readonly LegendEntry[]): Promise<RgbImage> {
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
