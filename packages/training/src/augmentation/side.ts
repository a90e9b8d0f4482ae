import type { ImageSize } from '@langseg/core';
import * as z from 'zod';

/** Length of a side of an element, in pixels. */
export const side = z.int().min(1).max(16_384);

/** As wide as high. */
export function square(length: number): ImageSize {
  return { width: length, height: length };
}
