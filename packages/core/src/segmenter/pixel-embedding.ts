import type { EncodedView, EncodedViews } from './encoded-views.js';

/**
 * The embedding of the grid cell that a pixel of the photo lies in, averaged over the views that show it.
 *
 * @returns `[D]`, of length 1 or zero.
 */
export function pixelEmbedding({ plan, views }: EncodedViews, x: number, y: number): Float32Array {
  const sum = new Float32Array(views[0].pixels.values.shape[1]);
  for (const view of views) {
    const { canvas } = plan.passes[view.pass];
    const across = ((x + 0.5) * canvas.width) / plan.photo.width - view.rect.x;
    const down = ((y + 0.5) * canvas.height) / plan.photo.height - view.rect.y;
    const { width, height } = view.rect;
    if (across < 0 || down < 0 || across >= width || down >= height) continue;
    const column = view.mirrored ? 1 - across / width : across / width;
    addCell(sum, view, column, down / height);
  }
  return unit(sum);
}

/** Adds the unit embedding at a place, 0 to 1 along each axis. */
function addCell(sum: Float32Array, { pixels }: EncodedView, column: number, row: number): void {
  const [, channels, h, w] = pixels.values.shape;
  const at = Math.min(h - 1, Math.floor(row * h)) * w + Math.min(w - 1, Math.floor(column * w));
  const cell = Float32Array.from({ length: channels }, (_, d) => pixels.values.data[d * h * w + at]);
  unit(cell).forEach((value, d) => (sum[d] += value));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
