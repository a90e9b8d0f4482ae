import { LangSegError } from '../errors/lang-seg-error.js';
import { sizeOf, type Tensor } from '../tensor/tensor.js';

/** A row-major tensor seen along one axis: element (o, i, s) is at `(o · length + i) · inner + s`. */
export interface AxisLayout {
  /** Product of the axis lengths before the axis. */
  readonly outer: number;
  /** Length of the axis itself. */
  readonly length: number;
  /** Product of the axis lengths after the axis: the distance between neighbours along it. */
  readonly inner: number;
}

/**
 * Splits a shape at `axis`; negative axes count from the end.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the tensor has no such axis or the axis is empty.
 */
export function axisLayout({ shape }: Pick<Tensor, 'shape'>, axis: number): AxisLayout {
  const index = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(index) || index < 0 || index >= shape.length || shape[index] === 0)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Axis ${axis} must exist and not be empty, got the shape [${shape.join(', ')}].`,
      { axis, shape },
    );
  return {
    outer: sizeOf(shape.slice(0, index)),
    length: shape[index],
    inner: sizeOf(shape.slice(index + 1)),
  };
}
