import { NumpyRandom } from '../episodes/numpy-random.js';

/** A list has at least so many words, where there are so many. */
const fewestWords = 4;

/**
 * Draws two lists of words for a photo, as numbers of classes. Each class that the photo shows is in one of them, so that its pixels
 * have a label once and "none of these" once; the others are words for what the photo does not show, at least as many.
 *
 * @param present numbers of the classes that the photo shows. @param all numbers of all classes that may be asked for.
 */
export function drawWordLists(
  present: readonly number[],
  all: readonly number[],
  random: NumpyRandom,
): number[][] {
  const shown = random.shuffled(all.filter((number) => present.includes(number)));
  const absent = all.filter((number) => !present.includes(number));
  const half = Math.floor((shown.length + random.atMost(1)) / 2);
  return [shown.slice(0, half), shown.slice(half)]
    .map((named) => {
      const count = Math.max(named.length, fewestWords - named.length);
      return [...named, ...random.shuffled(absent).slice(0, count)].sort((a, b) => a - b);
    })
    .filter((list) => list.length > 0);
}

/** The generator for one photo: always the same for its place, whichever photos come before it. */
export function randomOf(seed: number, place: number): NumpyRandom {
  return new NumpyRandom((Math.imul(seed, 2_654_435_761) + place + 1) >>> 0);
}
