import type { RgbImage } from '@langseg/core';
import type { LegendLayout } from './legend-layout.js';

/** A picture with the panel of its legend below or beside it, as the layout says; the rest is white. */
export function placeLegend(
  photo: RgbImage,
  panel: RgbImage,
  { placement }: Pick<LegendLayout, 'placement'>,
): RgbImage {
  const isBelow = placement === 'below';
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
