import { cityscapes, type TeacherView } from './cityscapes-teacher.js';

/**
 * What is taken from the teacher, by its name: the stuff of outdoor photos. Its vegetation is trees, bushes and tall grass, its
 * terrain lawns, soil and sand.
 */
export const stuff = {
  road: 'road',
  building: 'building',
  vegetation: 'vegetation',
  terrain: 'terrain',
  sky: 'sky',
} as const satisfies Partial<Record<(typeof cityscapes)[number], string>>;

/** Options of {@link addStuff}. */
export interface StuffOptions {
  /** Least probability that is believed. */
  readonly confidence: number;
  /** Mask value of the first class of {@link stuff}; the others follow. */
  readonly firstValue: number;
  /** Mask value of pixels that don't count. */
  readonly ignoreValue: number;
}

/** A mask with stuff in its background. */
export interface StuffMask {
  readonly mask: Uint8Array;
  /** Pixels of each class of {@link stuff}. */
  readonly pixels: readonly number[];
}

/**
 * Writes the teacher's confident stuff into the background (0) of a mask. Where the teacher sees stuff and is not sure, nobody
 * knows what is there, and the pixels don't count; what it takes for things stays background.
 */
export function addStuff(
  mask: ArrayLike<number>,
  { classes, confidence }: TeacherView,
  { confidence: least, firstValue, ignoreValue }: StuffOptions,
): StuffMask {
  const names = Object.keys(stuff);
  const places = cityscapes.map((name) => names.indexOf(name));
  const pixels = names.map(() => 0);
  const result = Uint8Array.from(mask, (value, i) => {
    const place = places[classes[i]];
    if (value !== 0 || place < 0) return value;
    if (confidence[i] < least) return ignoreValue;
    pixels[place]++;
    return firstValue + place;
  });
  return { mask: result, pixels };
}
