import { EigenvalueDecomposition, type Matrix } from 'ml-matrix';

/**
 * The directions in which rows are longest, `[D, count]`: what is left of dot products between rows after a projection onto
 * them is the best that so few numbers can hold (Eckart and Young 1936).
 *
 * @param rows `[N, D]`; their mean is not taken off.
 * @param evenness exponent, 0 to 1, by which axes are shortened: at 0 dot products stay what they were, at 1 rows are
 * equally long in all directions. Between them, what most rows have in common weighs less, and details more.
 */
export function principalAxes(rows: Matrix, count: number, evenness = 0): Matrix {
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(rows.transpose().mmul(rows), {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((value, index) => ({ value, index })).sort((a, b) => b.value - a.value);
  const kept = order.slice(0, count).map(({ index }) => index);
  const shortening = order.slice(0, count).map(({ value }) => Math.max(value, 1e-12) ** (-evenness / 2));
  const axes = eigenvectorMatrix.subMatrixColumn(kept);
  const signs = axes.transpose().to2DArray().map(signOf);
  return axes.mulRowVector(shortening.map((length, axis) => length * signs[axis]));
}

/** That of the largest number: an axis found in either direction on different machines becomes the same. */
function signOf(axis: readonly number[]): number {
  return Math.sign(axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most)));
}
