import { cropImage, type Rectangle } from '@langseg/core';
import type { Sample } from '@langseg/datasets';

/**
 * A copy of a rectangle of photo and mask.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the rectangle is not inside.
 */
export function cropSample({ image, mask }: Sample, rectangle: Rectangle): Sample {
  const { x, y, width, height } = rectangle;
  const cropped = cropImage(image, rectangle);
  const data = mask.data.slice(0, width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * mask.width + x;
    data.set(mask.data.subarray(start, start + width), row * width);
  }
  return { image: cropped, mask: { width, height, data } };
}
