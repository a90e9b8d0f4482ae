import type { Tensor } from '../tensor/tensor.js';

/** One grid row of logits `[N, h, w]`. */
export interface WinnerRow {
  /** Where it begins in each label's plane. */
  readonly start: number;
  /** `[w]`: the label with the highest logit, the first one where several are equal. */
  readonly winners: Uint16Array;
}

/** Returns a function that finds the winners of grid row `y`. */
export function createWinnerFinder({
  shape: [labels, height, width],
  data,
}: Tensor<'float32'>): (y: number, winners: Uint16Array) => void {
  const best = new Float32Array(width);
  return (y, winners) => {
    best.set(data.subarray(y * width, (y + 1) * width));
    winners.fill(0);
    for (let n = 1; n < labels; n++)
      for (let x = 0, from = (n * height + y) * width; x < width; x++, from++)
        if (data[from] > best[x]) {
          best[x] = data[from];
          winners[x] = n;
        }
  };
}

/** Reads rows of logits. Only the last two are kept, enough for interpolating downwards; a row is valid until the next but one is read. */
export function createWinnerRows(logits: Tensor<'float32'>): (y: number) => WinnerRow {
  const [, , width] = logits.shape;
  const find = createWinnerFinder(logits);
  const held = [0, 1].map(() => ({ start: -1, winners: new Uint16Array(width) }));
  return (y) => {
    const row = held[y & 1];
    if (row.start === y * width) return row;
    row.start = y * width;
    find(y, row.winners);
    return row;
  };
}
