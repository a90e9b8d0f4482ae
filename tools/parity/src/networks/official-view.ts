import type { ViewOptions } from '@langseg/core';

/** How LSeg's evaluator looks at a photo: windows of two thirds overlap that stick out, on photos scaled by the longer side. */
export function officialView(base: number, crop: number, scales: readonly number[]): ViewOptions {
  const stride = Math.floor(crop * (2 / 3));
  return { windows: { size: crop, stride, longSide: base, edge: 'pad' }, scales, alignCorners: true };
}
