import { interpolationAxis, type InterpolationAxis, type ScoreRows } from '@langseg/core';
import { findWinners } from './cell-winners.js';
import type { FilterCoefficients } from './filter-coefficients.js';
import type { Guide } from './guide.js';

/** How coefficients are interpolated. */
export interface WinnerRowsInit {
  /** Coefficients at a row of the photo. */
  readonly blendRow: (y: number) => Float32Array;
  /** Cells left and right of each column. */
  readonly columns: InterpolationAxis;
}

/** Returns a function that paints rows of a label map: between four cells, only labels that can win there are compared. */
export function createWinnerRows(
  coefficients: FilterCoefficients,
  guide: Guide,
  { blendRow, columns }: WinnerRowsInit,
): NonNullable<ScoreRows['fillLabels']> {
  const { labels, stride } = coefficients;
  const { grid, photo } = guide;
  const { width, height, data } = photo;
  const { lower, upper, weight } = columns;
  const rows = interpolationAxis(grid.height, height, { alignCorners: false, scaleFactor: grid.step });
  const candidates = {
    labels: new Uint16Array(grid.width * labels.length),
    starts: new Int32Array(grid.width + 1),
  };
  const best = new Float32Array(width);
  let found = -1;

  return (y, labelMap, start) => {
    if (found !== rows.lower[y]) {
      found = rows.lower[y];
      findWinners(candidates, coefficients, guide, [found, rows.upper[y]]);
    }
    const row = blendRow(y);
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
        const r = row[from];
        const g = row[from + 1];
        const b = row[from + 2];
        const more = row[from + 3];
        const dr = row[to] - r;
        const dg = row[to + 1] - g;
        const db = row[to + 2] - b;
        const dMore = row[to + 3] - more;
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
