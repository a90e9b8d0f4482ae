import type { LabelRow } from './label-rows.js';

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
 * @param above scores and winners at the upper corners; cell x has the corners x and min(x + 1, w − 1).
 * @param below the same for the lower corners.
 * @param first cells `first` … `last` are filled, by default all.
 */
export function findCandidates(
  { labels, starts }: CellCandidates,
  above: LabelRow,
  below: LabelRow,
  first = 0,
  last = starts.length - 2,
): void {
  const width = starts.length - 1;
  const labelCount = labels.length / width;
  const a = above.scores;
  const b = below.scores;
  let count = 0;
  for (let x = first; x <= last; x++) {
    starts[x] = count;
    const right = Math.min(x + 1, width - 1);
    const winner = above.winners[x];
    if (winner === above.winners[right] && winner === below.winners[x] && winner === below.winners[right]) {
      labels[count++] = winner;
      continue;
    }
    const i = x * labelCount;
    const j = right * labelCount;
    const floor = Math.max(
      worstCorner(a, b, i + winner, j + winner),
      worstCorner(a, b, i + above.winners[right], j + above.winners[right]),
      worstCorner(a, b, i + below.winners[x], j + below.winners[x]),
      worstCorner(a, b, i + below.winners[right], j + below.winners[right]),
    );
    for (let n = 0; n < labelCount; n++) {
      if (a[i + n] < floor && a[j + n] < floor && b[i + n] < floor && b[j + n] < floor) continue;
      labels[count++] = n;
    }
  }
  starts[last + 1] = count;
}

function worstCorner(above: Float32Array, below: Float32Array, left: number, right: number): number {
  return Math.min(above[left], above[right], below[left], below[right]);
}
