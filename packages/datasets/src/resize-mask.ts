import type { ImageSize } from '@langseg/core';
import type { Mask } from './sample.js';

/** Resizes a mask exactly as Pillow's `Image.resize` with `NEAREST`: the input pixel under each output pixel's centre. */
export function resizeMask(mask: Mask, { width, height }: ImageSize): Mask {
  const rows = nearestCentres(mask.height, height);
  const columns = nearestCentres(mask.width, width);
  const data =
    mask.data instanceof Uint8Array ? new Uint8Array(width * height) : new Uint16Array(width * height);
  let out = 0;
  for (let y = 0; y < height; y++) {
    const row = rows[y] * mask.width;
    for (let x = 0; x < width; x++) data[out++] = mask.data[row + columns[x]];
  }
  return { width, height, data };
}

/** Sums up the step as `ImagingScaleAffine` of Pillow's Geometry.c does: a product would round ties differently. */
function nearestCentres(inputLength: number, outputLength: number): Int32Array {
  const step = inputLength / outputLength;
  const positions = new Int32Array(outputLength);
  let position = step * 0.5;
  for (let i = 0; i < outputLength; i++, position += step)
    positions[i] = Math.min(Math.trunc(position), inputLength - 1);
  return positions;
}
