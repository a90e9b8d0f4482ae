import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** Options of {@link fitKernelMap}. */
export interface KernelMapOptions {
  /** How local the map is: a name counts for e^(width · (cosine − 1)) beside its cosine. */
  readonly width: number;
  /** Added to the kernel's diagonal: how little single examples are trusted. */
  readonly ridge: number;
}

/** Rows that are mapped at a time: kernels of all of them would take hundreds of megabytes. */
const CHUNK = 1024;

/** Maps unit rows `[N, D]` to `[N, P]`. */
export type RowMap = (inputs: Matrix) => Matrix;

/**
 * Fits targets by kernel ridge regression (Murphy 2012, _Machine Learning_, section 14.4.3). The kernel is linear, so that
 * words far from every example keep a sensible place, plus Gaussian on the sphere, so that words near one can be told
 * apart as it is.
 *
 * @param inputs `[M, D]`, unit rows.
 * @param targets `[M, P]`.
 */
export function fitKernelMap(inputs: Matrix, targets: Matrix, { width, ridge }: KernelMapOptions): RowMap {
  const examples = inputs.transpose();
  const kernel = (rows: Matrix): Matrix => {
    const cosines = rows.mmul(examples);
    const local = cosines.clone().sub(1).mul(width).exp();
    return local.add(cosines);
  };
  const gram = kernel(inputs).add(Matrix.eye(inputs.rows).mul(ridge));
  const coefficients = new CholeskyDecomposition(gram).solve(targets);
  return (rows) => {
    const mapped = Matrix.zeros(rows.rows, targets.columns);
    for (let start = 0; start < rows.rows; start += CHUNK) {
      const chunk = rows.subMatrix(start, Math.min(start + CHUNK, rows.rows) - 1, 0, rows.columns - 1);
      mapped.setSubMatrix(kernel(chunk).mmul(coefficients), start, 0);
    }
    return mapped;
  };
}
