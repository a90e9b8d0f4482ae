import type { EncodedView, EncodedViews } from './encoded-views.js';

/** An embedding, and how long the network's own was. */
export interface PixelVector {
  /** `[D]`, of length 1 or zero. */
  readonly vector: Float32Array;
  /** Mean over the views that show the pixel. */
  readonly norm: number;
}

/**
 * The embedding of the grid cell that a pixel of the photo lies in, averaged over the views that show it.
 *
 * @returns `[D]`, of length 1 or zero.
 */
export function pixelEmbedding(encoded: EncodedViews, x: number, y: number): Float32Array {
  return pixelVector(encoded, x, y).vector;
}

/** {@link pixelEmbedding} with its length before it was made 1. */
export function pixelVector({ plan, views }: EncodedViews, x: number, y: number): PixelVector {
  const sum = new Float32Array(views[0].pixels.values.shape[1]);
  let [norms, count] = [0, 0];
  for (const view of views) {
    const { canvas } = plan.passes[view.pass];
    const across = ((x + 0.5) * canvas.width) / plan.photo.width - view.rect.x;
    const down = ((y + 0.5) * canvas.height) / plan.photo.height - view.rect.y;
    const { width, height } = view.rect;
    if (across < 0 || down < 0 || across >= width || down >= height) continue;
    const column = view.mirrored ? 1 - across / width : across / width;
    norms += addCell(sum, view, column, down / height);
    count++;
  }
  const length = lengthOf(sum);
  const norm = count > 0 ? norms / count : 0;
  return { vector: length > 0 ? sum.map((value) => value / length) : sum, norm };
}

/** Adds the unit embedding at a place, 0 to 1 along each axis. @returns its length before. */
function addCell(sum: Float32Array, { pixels }: EncodedView, column: number, row: number): number {
  const { data, shape } = pixels.values;
  const [, channels, h, w] = shape;
  const at = Math.min(h - 1, Math.floor(row * h)) * w + Math.min(w - 1, Math.floor(column * w));
  let squares = 0;
  for (let d = 0, i = at; d < channels; d++, i += h * w) squares += data[i] * data[i];
  const length = Math.sqrt(squares);
  if (length === 0) return 0;
  const scale = 1 / length;
  for (let d = 0, i = at; d < channels; d++, i += h * w) sum[d] += data[i] * scale;
  return length;
}

/** `Math.hypot` takes many times as long. */
function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
