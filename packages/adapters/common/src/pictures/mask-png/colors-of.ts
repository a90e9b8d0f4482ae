import { inflateExactly } from './inflate-exactly.js';
import { bytesOf, passesOf } from './passes.js';
import type { PngParts } from './read-png.js';
import { unfilterRows } from './unfilter-rows.js';

/**
 * Colours of a PNG with several samples a pixel, as `#e69f00`, in the order in which they come; alpha is left out.
 *
 * @param most no more than so many are looked for.
 * @throws Error for damaged pixels.
 */
export function colorsOf({ header, data }: PngParts, most: number): string[] {
  const { depth, channels } = header;
  const passes = passesOf(header);
  const bytesPerSample = depth >> 3;
  const shown = channels < 3 ? [0, 0, 0] : [0, 1, 2];
  const found = new Set<string>();
  for (const { pass, bytes } of unfilterRows(inflateExactly(data, bytesOf(passes)), passes, header))
    for (let i = 0; i < pass.width; i++) {
      const at = i * channels * bytesPerSample;
      const color = shown.map((channel) =>
        bytes[at + channel * bytesPerSample].toString(16).padStart(2, '0'),
      );
      found.add(`#${color.join('')}`);
      if (found.size === most) return [...found];
    }
  return [...found];
}
