import { sizeOf } from '@langseg/core';
import { isCount } from '../bytes/is-count.js';
import type { BuildContext, PickleValue } from '../pickle/pickle-value.js';

/** How a tensor lies in its storage, in elements. */
export interface StridedLayout {
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** More axes than torch itself supports are no tensor. */
const maxAxes = 64;

/**
 * Checks that a pickled layout makes sense and stays within `capacity` elements of the storage called `name`.
 *
 * @throws LangSegError `FILE_CORRUPT` naming the rule that it breaks.
 */
export function parseLayout(
  [offset, shape, strides]: readonly (PickleValue | undefined)[],
  name: string,
  capacity: number,
  context: BuildContext,
): StridedLayout {
  const fail = (problem: string) => context.corrupt(`a tensor of ${name} is impossible: ${problem}.`);
  if (!isCount(offset)) throw fail('its offset must be a whole number from 0');
  const layout = { offset, shape: parseAxes(shape, context), strides: parseAxes(strides, context) };
  const described = `shape [${layout.shape.join(', ')}], strides [${layout.strides.join(', ')}] and offset ${offset}`;
  if (layout.shape.length !== layout.strides.length) throw fail(`${described} do not match`);
  if (!isCount(sizeOf(layout.shape))) throw fail(`${described} have too many elements`);
  if (extentOf(layout) > capacity)
    throw fail(`${described} reach beyond the ${capacity} elements of the storage`);
  return layout;
}

/**
 * Reads one number an axis.
 *
 * @throws LangSegError `FILE_CORRUPT` unless `axes` are at most 64 whole numbers from 0.
 */
export function parseAxes(axes: PickleValue | undefined, context: BuildContext): readonly number[] {
  if (!Array.isArray(axes) || axes.length > maxAxes || !axes.every(isCount))
    throw context.corrupt(`a shape or strides of at most ${maxAxes} whole numbers from 0 were expected.`);
  context.spend(axes.length);
  return axes.slice();
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

/** The strides of a row-major tensor. */
export function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}
