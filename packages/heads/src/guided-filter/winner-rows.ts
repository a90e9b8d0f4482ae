import type { InterpolationAxis, ScoreRows } from '@langseg/core';
import { createWinnerFinder, type CellWinners } from './cell-winners.js';
import type { FilterCoefficients } from './filter-coefficients.js';
import type { Guide } from './guide.js';

/** How coefficients are interpolated. */
export interface WinnerRowsInit {
  /** Cells above and below each row. */
  readonly rows: InterpolationAxis;
  /** Cells left and right of each column. */
  readonly columns: InterpolationAxis;
}

/** Returns a function that paints rows of a label map: between four cells, only labels that can win there are compared. */
export function createWinnerRows(
  coefficients: FilterCoefficients,
  guide: Guide,
  { rows, columns }: WinnerRowsInit,
): NonNullable<ScoreRows['fillLabels']> {
  const { labels, stride, values } = coefficients;
  const { grid, photo } = guide;
  const { width, data } = photo;
  const { lower, upper, weight } = columns;
  const findWinners = createWinnerFinder(coefficients, guide);
  const best = new Float32Array(width);
  let candidates: CellWinners | undefined;
  let found = -1;

  return (y, labelMap, start) => {
    if (found !== rows.lower[y] || !candidates) {
      found = rows.lower[y];
      candidates = findWinners(found, rows.upper[y]);
    }
    const down = rows.weight[y];
    const above = rows.lower[y] * grid.width * stride;
    const below = rows.upper[y] * grid.width * stride;
    for (let next = 0; next < width;) {
      const x = next;
      const cell = lower[x];
      while (next < width && lower[next] === cell) next++;
      const first = candidates.starts[cell];
      const last = candidates.starts[cell + 1];
      if (last === first + 1) {
        const label = labels[candidates.labels[first]];
        for (let p = start + x; p < start + next; p++) labelMap[p] = label;
        continue;
      }
      for (let c = first; c < last; c++) {
        const label = labels[candidates.labels[c]];
        let i = above + cell * stride + 4 * candidates.labels[c];
        let j = below + cell * stride + 4 * candidates.labels[c];
        const r = values[i] + down * (values[j] - values[i]);
        const g = values[i + 1] + down * (values[j + 1] - values[i + 1]);
        const b = values[i + 2] + down * (values[j + 2] - values[i + 2]);
        const more = values[i + 3] + down * (values[j + 3] - values[i + 3]);
        i += (upper[x] - cell) * stride;
        j += (upper[x] - cell) * stride;
        const dr = values[i] + down * (values[j] - values[i]) - r;
        const dg = values[i + 1] + down * (values[j + 1] - values[i + 1]) - g;
        const db = values[i + 2] + down * (values[j + 2] - values[i + 2]) - b;
        const dMore = values[i + 3] + down * (values[j + 3] - values[i + 3]) - more;
        for (let p = x, pixel = 3 * (y * width + x); p < next; p++, pixel += 3) {
          const across = weight[p];
          const value =
            (r + across * dr) * data[pixel] +
            (g + across * dg) * data[pixel + 1] +
            (b + across * db) * data[pixel + 2] +
            (more + across * dMore);
          if (c === first || value > best[p]) {
            best[p] = value;
            labelMap[start + p] = label;
          }
        }
      }
    }
  };
}
