/** How a tensor lies in its storage, in elements. */
export interface StridedLayout {
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** More axes than torch itself supports are no tensor. */
const maxAxes = 64;

/**
 * Checks that a layout makes sense and stays within `capacity` elements.
 *
 * @returns what is wrong with it, or `undefined`.
 */
export function layoutProblem(
  offset: unknown,
  shape: unknown,
  strides: unknown,
  capacity: number,
): string | undefined {
  if (
    !Array.isArray(shape) ||
    !Array.isArray(strides) ||
    shape.length !== strides.length ||
    shape.length > maxAxes
  )
    return `a shape and as many strides (at most ${maxAxes}) were expected`;
  if (!isLength(offset) || !shape.every(isLength) || !strides.every(isLength))
    return 'offset, shape and strides must be whole numbers from 0';
  const described = `shape [${shape.join(', ')}], strides [${strides.join(', ')}] and offset ${offset}`;
  if (!isLength(shape.reduce((product, length) => product * length, 1)))
    return `${described} have too many elements`;
  if (extentOf({ offset, shape, strides }) > capacity)
    return `${described} reach beyond the ${capacity} elements of the storage`;
  return undefined;
}

/** One past the last element that the layout touches; 0 when it has no elements. */
export function extentOf({ offset, shape, strides }: StridedLayout): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((end, length, axis) => end + (length - 1) * strides[axis], offset) + 1;
}

/** Whether elements follow each other in row-major order without gaps. */
export function isContiguous({ shape, strides }: StridedLayout): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis];
  }
  return true;
}
