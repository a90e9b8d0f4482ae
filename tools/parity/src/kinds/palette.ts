import { adePalette, vocPalette } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly } from '../compare.js';

/** Palettes of the official app: `new_palette_N` with N colours, and ADE20K's, which begins with black. */
export const palette = codeKind(
  { ade_palette: z.array(z.int()).optional() },
  async ({ ade_palette: ade, ...fields }) => {
    const comparisons = Object.entries(fields).flatMap(([name, colors]) => {
      const count = /^new_palette_(\d+)$/.exec(name)?.[1];
      return count ? [compareExactly(name, [...vocPalette(Number(count))], colors)] : [];
    });
    if (ade) comparisons.push(compareExactly('ade_palette', [0, 0, 0, ...adePalette()], ade));
    return comparisons;
  },
);
