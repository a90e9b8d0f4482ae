import { expandRle, maskInBox } from '@langseg/core';
import type { AnnotatedArea } from '../annotations/annotated-set.js';

/** The pixels of an area in its box, 0 or 1, row-major. */
export function areaMask({ rle, box }: Pick<AnnotatedArea, 'rle' | 'box'>): Uint8Array {
  return maskInBox(expandRle(rle), box);
}
