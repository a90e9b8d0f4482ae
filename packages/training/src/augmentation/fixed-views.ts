import type { ImageSize } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import * as z from 'zod';
import { createRandom } from '../random/create-random.js';
import { defineAugmentation } from './augmentation-component.js';
import { mirror } from './mirror.js';
import { placeSample, type Padding } from './place-sample.js';
import { cropAtRandom } from './random-crop.js';
import { resizeSample } from './resize-sample.js';
import { side, square } from './side.js';

const noColor = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };

/**
 * A photo's few looks, always the same, so that what a frozen network makes of them can be kept: the whole photo, fitted into
 * the size and surrounded by ignored pixels, closer crops at places that every photo shares, and all of these mirrored. One number is
 * drawn: which it is.
 */
export const fixedViews = defineAugmentation({
  type: 'fixed-views',
  configSchema: z.strictObject({
    /** A side, or width and height. */
    size: z.union([side, z.strictObject({ width: side, height: side })]),
    /** Whether every view is also shown mirrored. Default true. */
    mirror: z.boolean().default(true),
    /** Closer views besides the whole photo. Default 0. */
    crops: z.int().min(0).max(100).default(0),
    /** Smallest and largest scale of the crops; at 1 the photo's long side is as long as that of the view. */
    scale: z
      .tuple([z.number().positive(), z.number().positive()])
      .refine(([least, most]) => least <= most, 'The smaller scale comes first.')
      .default([1.2, 2.5]),
  }),
  create: ({ size: given, mirror: isMirrored, crops, scale }) => {
    const size = typeof given === 'number' ? square(given) : given;
    const sides = isMirrored ? 2 : 1;
    const looks = sides * (1 + crops);
    return {
      size,
      looks,
      apply(sample, random, padding) {
        const look = random.int(0, looks);
        const view = Math.floor(look / sides);
        const options = { baseSize: Math.max(size.width, size.height), scale, mirror: 0, color: noColor };
        const seen =
          view === 0
            ? wholeIn(sample, size, padding)
            : cropAtRandom(sample, size, options, createRandom(view, 'fixed-views'), padding);
        return look % sides === 1 ? mirror(seen) : seen;
      },
    };
  },
});

/** The whole photo in the middle, as large as fits. */
function wholeIn(sample: Sample, size: ImageSize, padding: Padding): Sample {
  const { width, height } = sample.image;
  const scale = Math.min(size.width / width, size.height / height);
  const fitted = (length: number, most: number) => Math.min(most, Math.max(1, Math.round(length * scale)));
  const inner = { width: fitted(width, size.width), height: fitted(height, size.height) };
  const middle = {
    x: Math.floor((size.width - inner.width) / 2),
    y: Math.floor((size.height - inner.height) / 2),
  };
  return placeSample(resizeSample(sample, inner), size, middle, padding);
}
