import type { ImageSize } from '@langseg/core';
import type { Sample } from '@langseg/datasets';

/** What lies around a photo that does not fill its canvas. */
export interface Padding {
  /** Colour, 0–255 each. */
  readonly color: readonly [number, number, number];
  /** Value in the mask: one that is ignored. */
  readonly maskValue: number;
}

/** Puts photo and mask on a larger canvas, with their top left corner at (x, y). */
export function placeSample(
  sample: Sample,
  { width, height }: ImageSize,
  { x, y }: { readonly x: number; readonly y: number },
  padding: Padding,
): Sample {
  const { image, mask } = sample;
  if (image.width === width && image.height === height) return sample;
  const rgb = new Uint8Array(width * height * 3);
  for (let channel = 0; channel < 3; channel++)
    if (padding.color[channel] !== 0)
      for (let i = channel; i < rgb.length; i += 3) rgb[i] = padding.color[channel];
  // A 16-bit "ignore" does not fit the 8-bit mask of a data set with many classes.
  const narrow = mask.data instanceof Uint8Array && padding.maskValue <= 255;
  const values = narrow ? new Uint8Array(width * height) : new Uint16Array(width * height);
  values.fill(padding.maskValue);
  for (let row = 0; row < image.height; row++) {
    const at = (y + row) * width + x;
    rgb.set(image.data.subarray(row * image.width * 3, (row + 1) * image.width * 3), at * 3);
    values.set(mask.data.subarray(row * image.width, (row + 1) * image.width), at);
  }
  return { image: { width, height, data: rgb }, mask: { width, height, data: values } };
}
