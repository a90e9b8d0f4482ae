import type { RgbImage } from '@langseg/core';
import type { Samples } from './band.js';
import { isValue, type ValueRange } from './value-range.js';

/**
 * Makes 8-bit RGB of samples: values become black at the beginning of the range, white at its end, and are cut off
 * beyond; transparency is laid on white; samples without a value are black.
 *
 * @param opaque the value of full opacity.
 */
export function toRgb(
  { width, height, bands, alpha, noData }: Samples,
  [black, white]: ValueRange,
  opaque: number,
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  const scale = 255 / (white - black);
  for (let channel = 0; channel < 3; channel++) {
    const band = bands[bands.length === 1 ? 0 : channel];
    for (let i = 0; i < width * height; i++) {
      const value = band.data[band.offset + i * band.stride];
      let shade = isValue(value, noData) ? (value - black) * scale : 0;
      shade = Math.min(255, Math.max(0, shade));
      if (alpha) {
        const share = Math.min(1, alpha.data[alpha.offset + i * alpha.stride] / opaque);
        shade = 255 + share * (shade - 255);
      }
      data[i * 3 + channel] = Math.round(shade);
    }
  }
  return { width, height, data };
}
