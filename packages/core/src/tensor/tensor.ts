import { LangSegError } from '../errors/lang-seg-error.js';
import { allocate, type DType, type DTypeArrays } from './dtype.js';

/** A dense row-major array. Plain data: it can be passed to workers and written as JSON headers. */
export interface Tensor<D extends DType = DType> {
  readonly dtype: D;
  /** Axis lengths, outermost first; `[]` is a scalar. */
  readonly shape: readonly number[];
  /** `shape` multiplied out elements, row-major. */
  readonly data: DTypeArrays[D];
}

/** Number of elements of a shape; 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * Wraps `data` (not copied) as a tensor; without `data` the tensor is zero-filled.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the number of elements does not fit the shape.
 */
export function tensor<D extends DType>(
  dtype: D,
  shape: readonly number[],
  data?: DTypeArrays[D],
): Tensor<D> {
  const size = sizeOf(shape);
  const elements = data ?? allocate(dtype, size);
  if (elements.length !== size)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A ${dtype} tensor of shape [${shape.join(', ')}] needs ${size} elements, got ${elements.length}.`,
      { dtype, shape, found: elements.length },
    );
  return { dtype, shape, data: elements };
}
