import { pillowKernel, type PillowKernel } from '../image/pillow-kernel.js';
import { resizeWithKernels } from '../image/resize-pillow.js';
import type { ImageSize } from '../image/target-size.js';
import type { RgbImage } from '../interfaces/image-io.js';
import { interpolationAxis, type InterpolationAxis } from '../math/interpolation-axis.js';
import { isAntialiased, type CanvasOptions } from './view-pixels.js';

/** Some rows: `first` … `last − 1`. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** What a canvas needs of a photo: a smaller picture, made by rows, that the pixels of the canvas lie in. */
export interface CanvasRows {
  readonly width: number;
  readonly height: number;
  /** Rows and columns of the canvas ← those of the picture. */
  readonly rows: InterpolationAxis;
  readonly columns: InterpolationAxis;
  /** The picture's rows that rows of the canvas are made of. */
  neededBy(canvas: RowRange): RowRange;
  /** The photo's rows that rows of the picture are made of. */
  madeOf(picture: RowRange): RowRange;
  /**
   * Makes rows of the picture.
   *
   * @param strip the photo's rows that they are made of.
   */
  make(strip: RgbImage, picture: RowRange): RgbImage;
}

/** The picture is what `canvasSource` makes of the photo, but for pixels that the canvas doesn't read. */
export function canvasRows(photo: ImageSize, canvas: ImageSize, scaling: CanvasOptions): CanvasRows {
  return isAntialiased(photo, canvas, scaling)
    ? scaledRows(photo, canvas)
    : pickedRows(photo, canvas, scaling.alignCorners);
}

/** The canvas itself. */
function scaledRows(photo: ImageSize, { width, height }: ImageSize): CanvasRows {
  const kernel = pillowKernel(photo.height, height, 'bilinear');
  const columnKernel = pillowKernel(photo.width, width, 'bilinear');
  const same = { alignCorners: false };
  return {
    width,
    height,
    rows: interpolationAxis(height, height, same),
    columns: interpolationAxis(width, width, same),
    // One more, which the last row is blended with by nothing.
    neededBy: ({ first, last }) => ({ first, last: Math.min(last + 1, height) }),
    madeOf: ({ first, last }) => ({
      first: kernel.starts[first],
      last: kernel.starts[last - 1] + kernel.counts[last - 1],
    }),
    make: (strip, picture) => resizeWithKernels(strip, columnKernel, partOf(kernel, picture)),
  };
}

/** Outputs of a kernel, whose input begins with the first of them. */
function partOf({ size, starts, counts, weights }: PillowKernel, { first, last }: RowRange): PillowKernel {
  return {
    size,
    starts: starts.slice(first, last).map((start) => start - starts[first]),
    counts: counts.slice(first, last),
    weights: weights.slice(first * size, last * size),
  };
}

/** Those pixels of the photo that the canvas lies between. */
function pickedRows(photo: ImageSize, canvas: ImageSize, alignCorners: boolean): CanvasRows {
  const rows = readPoints(interpolationAxis(photo.height, canvas.height, { alignCorners }));
  const columns = readPoints(interpolationAxis(photo.width, canvas.width, { alignCorners }));
  const width = columns.points.length;
  return {
    width,
    height: rows.points.length,
    rows: rows.axis,
    columns: columns.axis,
    neededBy: ({ first, last }) => ({ first: rows.axis.lower[first], last: rows.axis.upper[last - 1] + 1 }),
    madeOf: ({ first, last }) => ({ first: rows.points[first], last: rows.points[last - 1] + 1 }),
    make(strip, { first, last }) {
      const height = last - first;
      if (width === strip.width && height === strip.height) return strip;
      const data = new Uint8Array(3 * width * height);
      for (let y = 0, to = 0; y < height; y++) {
        const row = (rows.points[first + y] - rows.points[first]) * strip.width;
        for (const x of columns.points) {
          const from = 3 * (row + x);
          data[to++] = strip.data[from];
          data[to++] = strip.data[from + 1];
          data[to++] = strip.data[from + 2];
        }
      }
      return { width, height, data };
    },
  };
}

/** The input positions that an axis reads, and the axis on these alone. */
function readPoints({ lower, upper, weight }: InterpolationAxis): {
  points: Int32Array;
  axis: InterpolationAxis;
} {
  const points = Int32Array.from(new Set([...lower, ...upper])).sort();
  const places = new Map(Array.from(points, (point, place) => [point, place]));
  const placeOf = (point: number): number => places.get(point)!;
  return { points, axis: { lower: lower.map(placeOf), upper: upper.map(placeOf), weight } };
}
