import type { ImageSize } from '@langseg/core';

/** The largest size of the same shape with at most `maxPixels` pixels; the size itself when it fits. */
export function shrinkToFit({ width, height }: ImageSize, maxPixels: number): ImageSize {
  if (width * height <= maxPixels) return { width, height };
  const scale = Math.sqrt(maxPixels / (width * height));
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const shortSide = Math.max(1, Math.floor(short * scale));
  const longSide = Math.max(1, Math.min(Math.floor(long * scale), Math.floor(maxPixels / shortSide)));
  return width < height ? { width: shortSide, height: longSide } : { width: longSide, height: shortSide };
}
