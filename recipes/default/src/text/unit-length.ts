import type { Matrix } from 'ml-matrix';

/** Rows of length 1; zero rows stay. */
export function unitLength(rows: Matrix): Matrix {
  const lengths = rows.to2DArray().map((row) => Math.hypot(...row) || 1);
  return rows.clone().divColumnVector(lengths);
}
