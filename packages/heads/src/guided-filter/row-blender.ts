import type { InterpolationAxis } from '@langseg/core';
import type { FilterCoefficients } from './filter-coefficients.js';
import type { FilterGrid } from './filter-grid.js';

/** Returns a function that gives the coefficients at row `y` of the photo: `grid.width × stride`, valid until the next call. */
export function createRowBlender(
  { values, stride }: FilterCoefficients,
  grid: FilterGrid,
  rows: InterpolationAxis,
): (y: number) => Float32Array {
  const size = grid.width * stride;
  const row = new Float32Array(size);
  return (y) => {
    const down = rows.weight[y];
    for (let i = 0, a = rows.lower[y] * size, b = rows.upper[y] * size; i < size; i++, a++, b++)
      row[i] = values[a] + down * (values[b] - values[a]);
    return row;
  };
}
