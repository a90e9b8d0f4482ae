import { LangSegError } from '@langseg/core';

/** Where a camera stands: 4×4, row by row, from its coordinates (x right, y down, z forward) to the world's, in metres. */
export type Pose = Float64Array;

/** How far products of the axes may be from those of a rotation. */
const tolerance = 0.02;

/**
 * Reads a pose: a matrix of 3×4 or 4×4 row by row, or position and quaternion `x, y, z, qx, qy, qz, qw`.
 *
 * @param what names it in errors.
 * @throws LangSegError `FILE_CORRUPT` for other counts, numbers that are not finite (a lost camera), and what turns and moves nothing,
 * but scales or mirrors.
 */
export function poseOf(numbers: readonly number[], what: string): Pose {
  const pose = numbers.length === 7 ? ofQuaternion(numbers) : ofMatrix(numbers);
  if (!pose) throw wrong(what, `expected a pose of 7, 12 or 16 numbers, got ${numbers.length}`);
  if (!pose.every(Number.isFinite))
    throw wrong(what, 'the pose holds numbers that are not finite: the camera was lost there');
  if (!isRigid(pose))
    throw wrong(
      what,
      'the pose is no rotation and translation: it scales, mirrors or skews, or its rows are columns',
    );
  return pose;
}

function ofMatrix(numbers: readonly number[]): Pose | undefined {
  if (numbers.length === 12) return Float64Array.from([...numbers, 0, 0, 0, 1]);
  return numbers.length === 16 ? Float64Array.from(numbers) : undefined;
}

function ofQuaternion([x, y, z, ...rotation]: readonly number[]): Pose {
  const length = Math.hypot(...rotation);
  const [i, j, k, r] = rotation.map((value) => value / length);
  return Float64Array.of(
    ...[1 - 2 * (j * j + k * k), 2 * (i * j - k * r), 2 * (i * k + j * r), x],
    ...[2 * (i * j + k * r), 1 - 2 * (i * i + k * k), 2 * (j * k - i * r), y],
    ...[2 * (i * k - j * r), 2 * (j * k + i * r), 1 - 2 * (i * i + j * j), z],
    ...[0, 0, 0, 1],
  );
}

function isRigid(pose: Pose): boolean {
  const axis = (column: number): number[] => [pose[column], pose[4 + column], pose[8 + column]];
  const [a, b, c] = [0, 1, 2].map(axis);
  const dot = (u: readonly number[], v: readonly number[]): number => u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  const cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const isNear = (value: number, expected: number): boolean => Math.abs(value - expected) <= tolerance;
  const isLast = [0, 0, 0, 1].every((value, column) => isNear(pose[12 + column], value));
  return (
    [a, b, c].every((u) => isNear(dot(u, u), 1)) && isNear(dot(a, b), 0) && isNear(dot(cross, c), 1) && isLast
  );
}

/** The way back: from the world to the camera. */
export function inversePose(pose: Pose): Pose {
  const inverse = new Float64Array(16);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) inverse[4 * row + column] = pose[4 * column + row];
    inverse[4 * row + 3] = -[0, 1, 2].reduce((sum, i) => sum + pose[4 * i + row] * pose[4 * i + 3], 0);
  }
  inverse[15] = 1;
  return inverse;
}

/** First `second`, then `first`, as matrices are multiplied. */
export function composePoses(first: Pose, second: Pose): Pose {
  return Float64Array.from({ length: 16 }, (_, at) => {
    const [row, column] = [at >> 2, at & 3];
    return [0, 1, 2, 3].reduce((sum, i) => sum + first[4 * row + i] * second[4 * i + column], 0);
  });
}

function wrong(what: string, problem: string): LangSegError {
  return new LangSegError('FILE_CORRUPT', `${what}: ${problem}.`, { what });
}
