import type { ImageSize } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import * as z from 'zod';
import type { Random } from '../random/random.js';
import { defineAugmentation } from './augmentation-component.js';
import { colorJitterOptions, jitterColors } from './color-jitter.js';
import { cropSample } from './crop-sample.js';
import { mirror } from './mirror.js';
import { placeSample, type Padding } from './place-sample.js';
import { randomWindow } from './random-window.js';
import { resizeSample } from './resize-sample.js';
import { side, square } from './side.js';

const configSchema = z.strictObject({
  /** Size of the crop: a side, or width and height. */
  crop: z.union([side, z.strictObject({ width: side, height: side })]),
  /** Smallest and largest scale. Default 0.5 to 2. Halving is as likely as doubling: its logarithm is uniform. */
  scale: z
    .tuple([z.number().positive(), z.number().positive()])
    .refine(([least, most]) => least <= most, 'The smaller scale comes first.')
    .default([0.5, 2]),
  /** Long side of a photo at scale 1, in pixels. Without it, photos have their own size. */
  baseSize: z.int().min(1).optional(),
  /** Probability of mirroring. Default 0.5. */
  mirror: z.number().min(0).max(1).default(0.5),
  /** Changes of colour. Default none. */
  color: colorJitterOptions.default({ brightness: 0, contrast: 0, saturation: 0, hue: 0 }),
});

/**
 * A crop of fixed size from a photo at random scale and place, mirrored and changed in colour at random. Where a scaled
 * photo is smaller than the crop it lies at a random place, and what is around it is ignored.
 *
 * Only what the crop shows is resized, so the time does not grow with the photo. Draws: scale, window across, window
 * down, mirror, four colours.
 */
export const randomCrop = defineAugmentation({
  type: 'random-crop',
  configSchema,
  create: (options) => {
    const size = typeof options.crop === 'number' ? square(options.crop) : options.crop;
    return { size, apply: (sample, random, padding) => cropAtRandom(sample, size, options, random, padding) };
  },
});

/** What {@link randomCrop} does, once. */
export function cropAtRandom(
  { image, mask }: Sample,
  size: ImageSize,
  options: Omit<z.output<typeof configSchema>, 'crop'>,
  random: Random,
  padding: Padding,
): Sample {
  const [least, most] = options.scale;
  const drawn = least * (most / least) ** random.uniform();
  const scale = options.baseSize ? (drawn * options.baseSize) / Math.max(image.width, image.height) : drawn;
  const across = randomWindow(image.width, size.width, scale, random);
  const down = randomWindow(image.height, size.height, scale, random);
  const part = cropSample(
    { image, mask },
    { x: across.start, y: down.start, width: across.length, height: down.length },
  );
  const resized = resizeSample(part, { width: across.filled, height: down.filled });
  const turned = random.chance(options.mirror) ? mirror(resized) : resized;
  const colored = { image: jitterColors(turned.image, options.color, random), mask: turned.mask };
  return placeSample(colored, size, { x: across.to, y: down.to }, padding);
}
