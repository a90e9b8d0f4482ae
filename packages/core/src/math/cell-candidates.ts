import type { Tensor } from '../tensor/tensor.js';
import type { WinnerRow } from './winner-rows.js';

/** The labels that can win somewhere in each cell of a row of grid cells. */
export interface CellCandidates {
  /** Candidates of all cells, cell after cell, ascending within a cell. */
  readonly labels: Uint16Array;
  /** Cell x has `labels[starts[x]] … labels[starts[x + 1] − 1]`, at least one. */
  readonly starts: Int32Array;
}

/** Makes a {@link CellCandidates} that {@link findCandidates} fills. */
export function allocateCandidates(width: number, labelCount: number): CellCandidates {
  return { labels: new Uint16Array(width * labelCount), starts: new Int32Array(width + 1) };
}

/**
 * Interpolated scores are convex combinations of the corners of a grid cell. So a label that wins at all four corners
 * wins in the whole cell; and a label whose best corner is below the worst corner of another one wins nowhere in it.
 * On photos most cells keep one candidate, those on outlines a few. Exact, ties included.
 *
 * @param logits `[N, h, w]`.
 * @param above the row of the upper corners; cell x has the corners x and min(x + 1, w − 1).
 * @param below that of the lower corners.
 * @param first cells `first` … `last` are filled, by default all.
 */
export function findCandidates(
  { labels, starts }: CellCandidates,
  { shape: [labelCount, height, width], data }: Tensor<'float32'>,
  above: WinnerRow,
  below: WinnerRow,
  first = 0,
  last = width - 1,
): void {
  const plane = height * width;
  let count = 0;
  for (let x = first; x <= last; x++) {
    starts[x] = count;
    const right = Math.min(x + 1, width - 1);
    const winner = above.winners[x];
    if (winner === above.winners[right] && winner === below.winners[x] && winner === below.winners[right]) {
      labels[count++] = winner;
      continue;
    }
    const i = above.start + x;
    const j = above.start + right;
    const k = below.start + x;
    const l = below.start + right;
    const floor = Math.max(
      worstCorner(data, winner * plane, i, j, k, l),
      worstCorner(data, above.winners[right] * plane, i, j, k, l),
      worstCorner(data, below.winners[x] * plane, i, j, k, l),
      worstCorner(data, below.winners[right] * plane, i, j, k, l),
    );
    for (let n = 0, at = 0; n < labelCount; n++, at += plane)
      if (data[at + i] >= floor || data[at + j] >= floor || data[at + k] >= floor || data[at + l] >= floor)
        labels[count++] = n;
  }
  starts[last + 1] = count;
}

function worstCorner(data: Float32Array, at: number, i: number, j: number, k: number, l: number): number {
  return Math.min(data[at + i], data[at + j], data[at + k], data[at + l]);
}
