import {
  expandRle,
  fillRings,
  LangSegError,
  paintRle,
  type PixelBox,
  type Ring,
  type Rle,
} from '@langseg/core';
import type { Mask } from '../sample.js';
import { readBrush } from './brush.js';
import type { AreaShape, DrawnMask } from './drawn-area.js';

/**
 * Draws the areas of a mask, the later ones over the earlier ones.
 *
 * @throws LangSegError `FILE_CORRUPT` for an area that doesn't fit the size.
 */
export function drawMask({ ground, areas }: DrawnMask, width: number, height: number): Mask {
  const isWide = ground > 255 || areas.some(({ value }) => value > 255);
  const data = (isWide ? new Uint16Array(width * height) : new Uint8Array(width * height)).fill(ground);
  for (const { value, shape } of areas) paint(data, shape, value, width, height);
  return { width, height, data };
}

function paint(
  data: Uint8Array | Uint16Array,
  shape: AreaShape,
  value: number,
  width: number,
  height: number,
): void {
  switch (shape.kind) {
    case 'rle':
      return paintRle(data, fitted(expandRle(shape.rle), width, height), value);
    case 'polygons':
      for (const ring of shape.rings)
        paintRle(data, fillRings([inPixels(ring, shape.share, width, height)], width, height), value);
      return;
    case 'outline': {
      const rings = shape.rings.map((ring) => inPixels(ring, shape.share, width, height));
      return paintRle(data, fillRings(rings, width, height), value);
    }
    case 'box-runs':
      return paintRuns(data, shape.runs, shape.box, value, width, height);
    case 'brush': {
      const mask = readBrush(shape.bytes, width * height);
      for (let at = 0; at < data.length; at++) if (mask[at] === 1) data[at] = value;
    }
  }
}

function fitted(rle: Rle, width: number, height: number): Rle {
  if (rle.size[0] === height && rle.size[1] === width) return rle;
  throw corrupt(`An RLE of ${rle.size[1]} × ${rle.size[0]} doesn't fit its photo of ${width} × ${height}.`);
}

function inPixels(ring: Ring, share: boolean | undefined, width: number, height: number): Ring {
  if (!share) return ring;
  return ring.map((value, at) => value * (at % 2 === 0 ? width : height));
}

function paintRuns(
  data: Uint8Array | Uint16Array,
  runs: readonly number[],
  [left, top, boxWidth, boxHeight]: PixelBox,
  value: number,
  width: number,
  height: number,
): void {
  const pixels = boxWidth * boxHeight;
  const isInside = left >= 0 && top >= 0 && left + boxWidth <= width && top + boxHeight <= height;
  if (!isInside || runs.some((run) => !(run >= 0)) || runs.reduce((sum, run) => sum + run, 0) !== pixels)
    throw corrupt(
      `The runs of a mask must fill its box of ${boxWidth} × ${boxHeight} at ${left},${top} inside the photo of ${width} × ${height}.`,
    );
  let at = 0;
  for (const [index, run] of runs.entries())
    for (const end = at + run; at < end; at++)
      if (index % 2 === 1) data[(top + Math.floor(at / boxWidth)) * width + left + (at % boxWidth)] = value;
}

function corrupt(message: string): LangSegError {
  return new LangSegError('FILE_CORRUPT', `${message} The annotation is damaged, or of another photo.`);
}
