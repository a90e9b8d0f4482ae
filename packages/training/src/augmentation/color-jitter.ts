import type { RgbImage } from '@langseg/core';
import * as z from 'zod';
import type { Random } from '../random/random.js';
import { changeColors, type ColorChange } from './change-colors.js';

const strength = z.number().min(0).max(1).default(0);

/** How far the colours of a photo may be changed. */
export const colorJitterOptions = z.strictObject({
  /** Brightness is multiplied by 1 − this to 1 + this. */
  brightness: strength,
  /** Contrast, the distance from the photo's mean grey, likewise. */
  contrast: strength,
  /** Saturation, the distance of each pixel from its own grey, likewise. */
  saturation: strength,
  /** Colours are turned by up to this part of the colour circle either way. */
  hue: z.number().min(0).max(0.5).default(0),
});

/**
 * Changes the colours of a photo at random: always brightness, contrast, saturation and hue in this order, each drawn
 * uniformly from its range. Four numbers are drawn whatever the options, so that one option does not change what
 * another draws.
 *
 * Deviates from torchvision's `ColorJitter` (ranges are the same): the order is fixed, hue turns about the grey axis
 * instead of through HSV, and colours are rounded and clipped once at the end, which makes it one pass.
 */
export function jitterColors(
  image: RgbImage,
  { brightness, contrast, saturation, hue }: z.output<typeof colorJitterOptions>,
  random: Pick<Random, 'uniform'>,
): RgbImage {
  const draw = (middle: number, range: number) => random.uniform(middle - range, middle + range);
  const change: ColorChange = {
    brightness: draw(1, brightness),
    contrast: draw(1, contrast),
    saturation: draw(1, saturation),
    hue: draw(0, hue),
  };
  return brightness || contrast || saturation || hue ? changeColors(image, change) : image;
}
