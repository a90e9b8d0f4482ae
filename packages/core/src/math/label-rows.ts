import type { Tensor } from '../tensor/tensor.js';

/** One grid row of logits, arranged for comparing labels. */
export interface LabelRow {
  /** `[w, N]`: all scores of a grid point side by side. */
  readonly scores: Float32Array;
  /** `[w]`: the label with the highest score, the first one where several are equal. */
  readonly winners: Uint16Array;
}

/**
 * Reads rows of logits `[N, h, w]` with the labels last. Only the last two rows are kept, enough for interpolating
 * downwards; a row is valid until the next but one is read.
 */
export function createLabelRows({ shape, data }: Tensor<'float32'>): (y: number) => LabelRow {
  const [labels, height, width] = shape;
  const create = () => ({ scores: new Float32Array(width * labels), winners: new Uint16Array(width) });
  const rows = [create(), create()];
  const held = [-1, -1];
  const best = new Float32Array(width);
  return (y) => {
    const slot = y & 1;
    const { scores, winners } = rows[slot];
    if (held[slot] === y) return rows[slot];
    held[slot] = y;
    best.set(data.subarray(y * width, (y + 1) * width));
    winners.fill(0);
    for (let n = 0; n < labels; n++) {
      const start = (n * height + y) * width;
      for (let x = 0, at = n; x < width; x++, at += labels) {
        const score = data[start + x];
        scores[at] = score;
        if (score > best[x]) {
          best[x] = score;
          winners[x] = n;
        }
      }
    }
    return rows[slot];
  };
}
