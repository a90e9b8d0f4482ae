import { areaOutlines as outlinesOf, expandRle, type Outline } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedArea } from '../annotations/annotated-set.js';

/** Option of formats with polygons. */
export const toleranceOption = z
  .number()
  .min(0)
  .default(1)
  .describe('How far, in pixels, simplified outlines may lie from the pixels; 0 keeps every corner.');

/** The outlines of an area's connected pieces, in pixels of the photo. */
export function areaOutlines({ rle, box }: Pick<AnnotatedArea, 'rle' | 'box'>, tolerance: number): Outline[] {
  return outlinesOf({ rle: expandRle(rle), box }, tolerance);
}
