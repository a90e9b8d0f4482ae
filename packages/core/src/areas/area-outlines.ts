import { maskInBox } from './rle-facts.js';
import type { Area } from './find-areas.js';
import { simplifyOutline } from './simplify-outline.js';
import { traceOutlines, type Outline } from './trace-outlines.js';

/**
 * The outlines of an area's connected pieces, in pixels of the photo.
 *
 * @param tolerance how far, in pixels, simplified outlines may lie from the pixels; 0 keeps every corner.
 */
export function areaOutlines({ rle, box }: Pick<Area, 'rle' | 'box'>, tolerance: number): Outline[] {
  const [left, top, width, height] = box;
  const shifted = (ring: readonly number[]) => ring.map((value, at) => value + (at % 2 === 0 ? left : top));
  return traceOutlines(maskInBox(rle, box), width, height)
    .map((outline) => simplifyOutline(outline, tolerance))
    .map(({ outer, holes }) => ({ outer: shifted(outer), holes: holes.map(shifted) }));
}
