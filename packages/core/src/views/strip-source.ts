import type { Rectangle } from '../image/crop-image.js';
import { pillowKernel, type PillowKernel } from '../image/pillow-kernel.js';
import { resizeWithKernels } from '../image/resize-pillow.js';
import type { ImageRows } from '../interfaces/image-rows.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { interpolationAxis, type InterpolationAxis } from '../math/interpolation-axis.js';
import { createRowsReader } from './rows-reader.js';
import type { CanvasOptions, CanvasSource } from './view-pixels.js';
import type { ViewPass } from './view-plan.js';

/** Reads the part of a photo behind a window, and keeps it for its neighbours in the row. */
export type StripSource = (window: Rectangle, options: RunOptions) => Promise<CanvasSource>;

/** As `canvasSource`, for a photo that is read by rows. The pixels are the same. */
export function createStripSource(
  photo: ImageRows,
  { canvas }: Pick<ViewPass, 'canvas'>,
  { resample, alignCorners }: CanvasOptions,
): StripSource {
  const isScaled = photo.width !== canvas.width || photo.height !== canvas.height;
  const antialias = isScaled && resample === 'bilinear-antialias' && !alignCorners;
  const axis = (from: number, to: number): InterpolationAxis =>
    interpolationAxis(antialias ? to : from, to, { alignCorners });
  const rows = axis(photo.height, canvas.height);
  const columns = axis(photo.width, canvas.width);
  const kernels = antialias && {
    rows: pillowKernel(photo.height, canvas.height, 'bilinear'),
    columns: pillowKernel(photo.width, canvas.width, 'bilinear'),
  };
  const read = createRowsReader(photo);
  let held: { readonly y: number; readonly source: CanvasSource } | undefined;

  return async ({ y, height }, options) => {
    if (held?.y === y) return held.source;
    held = undefined;
    const end = Math.min(y + height, canvas.height);
    if (kernels) {
      // One more, which the last row is blended with by nothing.
      const next = Math.min(end + 1, canvas.height);
      const first = kernels.rows.starts[y];
      const last = kernels.rows.starts[next - 1] + kernels.rows.counts[next - 1];
      const strip = await read(first, last, options);
      const image = resizeWithKernels(strip, kernels.columns, partOf(kernels.rows, y, next, first));
      held = { y, source: { image, firstRow: y, rows, columns } };
    } else {
      const first = rows.lower[y];
      const image = await read(first, rows.upper[end - 1] + 1, options);
      held = { y, source: { image, firstRow: first, rows, columns } };
    }
    return held.source;
  };
}

/** Outputs `from` … `to − 1` of a kernel, whose input begins at `first`. */
function partOf(
  { size, starts, counts, weights }: PillowKernel,
  from: number,
  to: number,
  first: number,
): PillowKernel {
  return {
    size,
    starts: starts.slice(from, to).map((start) => start - first),
    counts: counts.slice(from, to),
    weights: weights.slice(from * size, to * size),
  };
}
