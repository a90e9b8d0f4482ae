import { LangSegError } from '@langseg/core';

/** A pinhole camera, in pixels whose centres are whole numbers: u = (fx·x + skew·y) / z + cx, v = fy·y / z + cy. */
export interface Intrinsics {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  /** Default 0. */
  readonly skew?: number;
}

/**
 * Reads `fx, fy, cx, cy`, or a matrix of 3×3 or 4×4 row by row.
 *
 * @param what names them in errors.
 * @throws LangSegError `FILE_CORRUPT` for other counts, numbers that are none, and a camera without a focal length.
 */
export function intrinsicsOf(numbers: readonly number[], what: string): Intrinsics {
  const found = arranged(numbers);
  if (!found)
    throw unusable(what, `4 numbers (fx, fy, cx, cy) or a matrix of 9 or 16, got ${numbers.length}`);
  const { fx, fy, cx, cy, skew = 0 } = found;
  if (![fx, fy, cx, cy, skew].every(Number.isFinite)) throw unusable(what, 'finite numbers');
  if (!(fx > 0 && fy > 0)) throw unusable(what, `focal lengths above 0, got ${fx} and ${fy}`);
  return found;
}

function arranged(numbers: readonly number[]): Intrinsics | undefined {
  if (numbers.length === 4) {
    const [fx, fy, cx, cy] = numbers;
    return { fx, fy, cx, cy };
  }
  const width = { 9: 3, 16: 4 }[numbers.length];
  if (!width) return undefined;
  const at = (row: number, column: number): number => numbers[row * width + column];
  const isCamera = at(1, 0) === 0 && at(2, 0) === 0 && at(2, 1) === 0 && at(2, 2) === 1;
  if (!isCamera) return undefined;
  return { fx: at(0, 0), skew: at(0, 1), cx: at(0, 2), fy: at(1, 1), cy: at(1, 2) };
}

/**
 * Checks that a camera may have taken a picture of this size.
 *
 * @throws LangSegError `SHAPE_MISMATCH` where the optical axis misses the picture: these are the numbers of another size.
 */
export function assertCameraFits(
  { cx, cy }: Intrinsics,
  { width, height }: { readonly width: number; readonly height: number },
  what: string,
): void {
  if (cx > 0 && cy > 0 && cx < width && cy < height) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `The centre of the camera, ${cx}, ${cy}, does not lie in ${what} of ${width} × ${height} pixels: these are the ` +
      'intrinsics of another size. Scale them, or give those of this picture.',
    { cx, cy, width, height },
  );
}

function unusable(what: string, expected: string): LangSegError {
  return new LangSegError('FILE_CORRUPT', `${what}: expected the intrinsics of a camera, ${expected}.`, {
    what,
  });
}
