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
 */
export function findCandidates({ labels, starts }: CellCandidates, above: LabelRow, below: LabelRow): void {
  const width = starts.length - 1;
  const labelCount = labels.length / width;
  let count = 0;
  for (let x = 0; x < width; x++) {
    starts[x] = count;
    const right = Math.min(x + 1, width - 1);
    const winner = above.winners[x];
    if (winner === above.winners[right] && winner === below.winners[x] && winner === below.winners[right]) {
      labels[count++] = winner;
      continue;
    }
    const a = above.scores;
    const b = below.scores;
    const i = x * labelCount;
    const j = right * labelCount;
    const worstCorner = (n: number) => Math.min(a[i + n], a[j + n], b[i + n], b[j + n]);
    const floor = Math.max(
      worstCorner(winner),
      worstCorner(above.winners[right]),
      worstCorner(below.winners[x]),
      worstCorner(below.winners[right]),
    );
    for (let n = 0; n < labelCount; n++) {
      if (a[i + n] < floor && a[j + n] < floor && b[i + n] < floor && b[j + n] < floor) continue;
      labels[count++] = n;
    }
  }
  starts[width] = count;
}
