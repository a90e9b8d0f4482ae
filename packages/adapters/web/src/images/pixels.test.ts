import { describe, expect, it } from 'vitest';
import { rgbaOnWhite } from './rgba-on-white.js';
import { shrinkToFit } from './shrink-to-fit.js';

describe('rgbaOnWhite', () => {
  it('keeps opaque pixels, whitens transparent ones and mixes the rest', () => {
    const rgb = new Uint8Array(10);
    rgbaOnWhite([1, 2, 3, 255, 9, 9, 9, 0, 0, 100, 255, 51], rgb, 1);
    expect([...rgb]).toEqual([0, 1, 2, 3, 255, 255, 255, 204, 224, 255]);
  });
});

describe('shrinkToFit', () => {
  it.each([
    [100, 50, 5000, 100, 50],
    [200, 100, 5000, 100, 50],
    [10_000, 1, 100, 100, 1],
    [1, 10_000, 100, 1, 100],
  ])('%i × %i into %i pixels: %i × %i', (width, height, maxPixels, newWidth, newHeight) => {
    expect(shrinkToFit({ width, height }, maxPixels)).toEqual({ width: newWidth, height: newHeight });
  });

  it.each([3, 7, 1000, 123_457])('never exceeds %i pixels, and keeps the shape', (maxPixels) => {
    const { width, height } = shrinkToFit({ width: 4032, height: 3024 }, maxPixels);
    expect(width * height).toBeLessThanOrEqual(maxPixels);
    expect(Math.abs(width / height - 4 / 3)).toBeLessThan(3 / height);
  });
});
