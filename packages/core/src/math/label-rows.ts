import type { Tensor } from '../tensor/tensor.js';

/**
 * Reads rows of logits `[N, h, w]` as `[w, N]`, all logits of a grid point side by side. Only the last two rows are kept, enough for
 * interpolating downwards; a row is valid until the next but one is read.
 */
export function createLabelRows({
  shape: [labels, height, width],
  data,
}: Tensor<'float32'>): (y: number) => Float32Array {
  const held = [0, 1].map(() => ({ y: -1, logits: new Float32Array(width * labels) }));
  return (y) => {
    const row = held[y & 1];
    if (row.y === y) return row.logits;
    row.y = y;
    for (let n = 0; n < labels; n++)
      for (let x = 0, to = n, from = (n * height + y) * width; x < width; x++, to += labels)
        row.logits[to] = data[from + x];
    return row.logits;
  };
}
