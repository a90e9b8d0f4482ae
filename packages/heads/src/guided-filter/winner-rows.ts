import type { InterpolationAxis, ScoreRows } from '@langseg/core';
import { findWinners } from './cell-winners.js';
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
  const candidates = {
    labels: new Uint16Array(grid.width * labels.length),
    starts: new Int32Array(grid.width + 1),
  };
  const space = {
    lows: new Float64Array(grid.width * labels.length),
    highs: new Float64Array(grid.width * labels.length),
  };
  const best = new Float32Array(width);
  let found = -1;

  return (y, labelMap, start) => {
    if (found !== rows.lower[y]) {
      found = rows.lower[y];
      findWinners(candidates, coefficients, guide, [found, rows.upper[y]], space);
    }
    const down = rows.weight[y];
    const above = rows.lower[y] * grid.width * stride;
    const below = rows.upper[y] * grid.width * stride;
    const at = (i: number): number => values[above + i] + down * (values[below + i] - values[above + i]);
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
        const from = cell * stride + 4 * candidates.labels[c];
        const to = upper[x] * stride + 4 * candidates.labels[c];
        const label = labels[candidates.labels[c]];
        const r = at(from);
        const g = at(from + 1);
        const b = at(from + 2);
        const more = at(from + 3);
        const dr = at(to) - r;
        const dg = at(to + 1) - g;
        const db = at(to + 2) - b;
        const dMore = at(to + 3) - more;
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
