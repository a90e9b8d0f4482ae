import { stuff } from './stuff-mask.js';

/** Things that are seldom outdoors; the teacher has never been anywhere else. */
const indoors = new Set(['bottle', 'chair', 'diningtable', 'pottedplant', 'sofa', 'tvmonitor']);

/** Least part of a photo that must be sky, trees or grass. */
const LEAST_GREEN = 0.12;

/**
 * Whether a photo was taken outdoors, as far as its objects and the teacher tell.
 *
 * @param pixels of each class of `stuff`.
 */
export function isOutdoors(
  mask: ArrayLike<number>,
  pixels: readonly number[],
  classes: readonly (string | null)[],
): boolean {
  const hasFurniture = Array.from(mask).some((value) => indoors.has(classes[value] ?? ''));
  const names = Object.keys(stuff);
  const green = ['vegetation', 'terrain', 'sky'].reduce((sum, name) => sum + pixels[names.indexOf(name)], 0);
  return !hasFurniture && green >= LEAST_GREEN * mask.length;
}
