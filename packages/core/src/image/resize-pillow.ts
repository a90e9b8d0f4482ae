import type { RgbImage } from '../interfaces/image-io.js';
import { assertLength } from '../math/interpolation-axis.js';
import { assertImage } from './assert-image.js';
import { pillowKernel, precisionBits, type PillowFilter, type PillowKernel } from './pillow-kernel.js';
import type { ImageSize } from './target-size.js';

/**
 * Resizes 8-bit RGB exactly as Pillow's `Image.resize`: a filter as wide as the scale (antialiased), first along rows
 * and then along columns, each in 8-bit fixed point with rounding and clipping.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for an image without pixels, `SHAPE_MISMATCH` for an empty target.
 */
export function resizePillow(image: RgbImage, { width, height }: ImageSize, filter: PillowFilter): RgbImage {
  assertImage(image);
  assertLength(width);
  assertLength(height);
  const columns = image.width === width ? undefined : pillowKernel(image.width, width, filter);
  const rows = image.height === height ? undefined : pillowKernel(image.height, height, filter);
  return resizeWithKernels(image, columns, rows);
}

/** The same with the weights of each axis; an axis without any keeps its size. */
export function resizeWithKernels(
  image: RgbImage,
  columns: PillowKernel | undefined,
  rows: PillowKernel | undefined,
): RgbImage {
  const narrow = columns ? resizeRows(image, columns) : image;
  return rows ? resizeColumns(narrow, rows) : narrow;
}

const half = 1 << (precisionBits - 1);

function resizeRows({ width, height, data }: RgbImage, kernel: PillowKernel): RgbImage {
  const { size, starts, counts, weights } = kernel;
  const outWidth = starts.length;
  const result = new Uint8ClampedArray(outWidth * height * 3);
  let out = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < outWidth; x++) {
      let red = half;
      let green = half;
      let blue = half;
      let at = (y * width + starts[x]) * 3;
      const end = x * size + counts[x];
      for (let k = x * size; k < end; k++, at += 3) {
        const weight = weights[k];
        red = (red + Math.imul(data[at], weight)) | 0;
        green = (green + Math.imul(data[at + 1], weight)) | 0;
        blue = (blue + Math.imul(data[at + 2], weight)) | 0;
      }
      result[out++] = red >> precisionBits;
      result[out++] = green >> precisionBits;
      result[out++] = blue >> precisionBits;
    }
  return { width: outWidth, height, data: new Uint8Array(result.buffer) };
}

function resizeColumns({ width, data }: RgbImage, kernel: PillowKernel): RgbImage {
  const { size, starts, counts, weights } = kernel;
  const height = starts.length;
  const stride = width * 3;
  const result = new Uint8ClampedArray(stride * height);
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    sums.fill(half);
    for (let k = 0; k < counts[y]; k++) {
      const weight = weights[y * size + k];
      const row = (starts[y] + k) * stride;
      for (let i = 0; i < stride; i++) sums[i] += data[row + i] * weight;
    }
    for (let i = 0; i < stride; i++) result[y * stride + i] = sums[i] >> precisionBits;
  }
  return { width, height, data: new Uint8Array(result.buffer) };
}
