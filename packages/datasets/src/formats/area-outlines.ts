import { expandRle, maskInBox, simplifyOutline, traceOutlines, type Outline } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedArea } from '../annotations/annotated-set.js';

/** Option of formats with polygons. */
export const toleranceOption = z
  .number()
  .min(0)
  .default(1)
  .describe('How far, in pixels, simplified outlines may lie from the pixels; 0 keeps every corner.');

/** The outlines of an area's connected pieces, in pixels of the photo. */
export function areaOutlines({ rle, box }: AnnotatedArea, tolerance: number): Outline[] {
  const [left, top, width, height] = box;
  const shifted = (ring: readonly number[]) => ring.map((value, at) => value + (at % 2 === 0 ? left : top));
  return traceOutlines(maskInBox(expandRle(rle), box), width, height)
    .map((outline) => simplifyOutline(outline, tolerance))
    .map(({ outer, holes }) => ({ outer: shifted(outer), holes: holes.map(shifted) }));
}
