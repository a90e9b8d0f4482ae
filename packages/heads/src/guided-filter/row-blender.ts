import { interpolationAxis } from '@langseg/core';
import type { FilterCoefficients } from './filter-coefficients.js';
import type { Guide } from './guide.js';

/** Returns a function that gives the coefficients at row `y` of the photo: `grid.width × stride`, valid until the next call. */
export function createRowBlender(
  { values, stride }: FilterCoefficients,
  { grid, photo }: Guide,
): (y: number) => Float32Array {
  const rows = interpolationAxis(grid.height, photo.height, { alignCorners: false, scaleFactor: grid.step });
  const size = grid.width * stride;
  const row = new Float32Array(size);
  return (y) => {
    const down = rows.weight[y];
    for (let i = 0, a = rows.lower[y] * size, b = rows.upper[y] * size; i < size; i++, a++, b++)
      row[i] = values[a] + down * (values[b] - values[a]);
    return row;
  };
}
