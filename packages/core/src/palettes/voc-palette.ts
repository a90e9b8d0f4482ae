import type { Palette } from './palette.js';

/**
 * The palette of PASCAL VOC: the bits of the index, dealt out to red, green and blue from the top. Index 0 is black.
 * Follows `get_new_pallete` of isl-org/lang-seg.
 *
 * @param count number of colours; all are different up to 2²⁴.
 */
export function vocPalette(count: number): Palette {
  const palette = new Uint8Array(3 * count);
  for (let index = 0; index < count; index++)
    for (let rest = index, bit = 7; rest > 0; rest >>= 3, bit--)
      for (let channel = 0; channel < 3; channel++)
        palette[3 * index + channel] |= ((rest >> channel) & 1) << bit;
  return palette;
}
