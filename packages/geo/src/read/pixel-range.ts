import { LangSegError } from '@langseg/core';

/** Values that become black and white. */
export type ValueRange = readonly [black: number, white: number];

/** Shares of the values that may be darker than black and lighter than white. */
const [darkest, lightest] = [0.02, 0.98];

/**
 * Finds black and white for values that are not 8 bits: what lies between 2 % and 98 % of a sample, as GIS programs show them.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` where all are missing or the same.
 */
export function rangeOf(values: readonly number[], path: string): ValueRange {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  const range = [at(darkest), at(lightest)] as const;
  if (sorted.length > 0 && range[0] < range[1]) return range;
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    sorted.length === 0
      ? `${path} holds no values: all pixels that were looked at have none.`
      : `${path}: the pixels that were looked at all have the value ${range[0]}. Set range; on the command line, --range black,white.`,
    { path },
  );
}

/** Side of the places that a range is found from, and how many there are along each axis. */
const [side, places] = [64, 6];

/** Windows all over a picture: left, top, right, bottom. */
export function samplePlaces(width: number, height: number): [number, number, number, number][] {
  const start = (place: number, length: number): number =>
    Math.floor((place / (places - 1)) * Math.max(0, length - side));
  return Array.from({ length: places ** 2 }, (_, at) => {
    const [left, top] = [start(at % places, width), start(Math.floor(at / places), height)];
    return [left, top, Math.min(width, left + side), Math.min(height, top + side)];
  });
}
