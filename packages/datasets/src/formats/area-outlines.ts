import { simplifyOutline, traceOutlines, type Outline } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedArea } from '../annotations/annotated-set.js';
import { areaMask } from './area-mask.js';

/** Option of formats with polygons. */
export const toleranceOption = z
  .number()
  .min(0)
  .default(1)
  .describe('How far, in pixels, simplified outlines may lie from the pixels; 0 keeps every corner.');

/** The outlines of an area's connected pieces, in pixels of the photo. */
export function areaOutlines(area: AnnotatedArea, tolerance: number): Outline[] {
  const [left, top, width, height] = area.box;
  const shifted = (ring: readonly number[]) => ring.map((value, at) => value + (at % 2 === 0 ? left : top));
  return traceOutlines(areaMask(area), width, height)
    .map((outline) => simplifyOutline(outline, tolerance))
    .map(({ outer, holes }) => ({ outer: shifted(outer), holes: holes.map(shifted) }));
}
