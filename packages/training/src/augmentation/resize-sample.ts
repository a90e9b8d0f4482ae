import { resizePillow, type ImageSize } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import { resizeMask } from '@langseg/datasets';

/** Resizes the photo with Pillow's antialiased bilinear filter and the mask by nearest neighbour. */
export function resizeSample({ image, mask }: Sample, size: ImageSize): Sample {
  return { image: resizePillow(image, size, 'bilinear'), mask: resizeMask(mask, size) };
}
