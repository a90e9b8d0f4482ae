import type { OfferedLabels } from './offered-labels.js';

/** Pixels of a data set by mask value, as they were counted. */
export interface CountedDataset {
  readonly name: string;
  /** By mask value. */
  readonly classes: readonly { readonly name: string | null; readonly pixels: number }[];
  readonly ignoreValue: number;
  /** Pixels with `ignoreValue`. */
  readonly ignoreValuePixels: number;
}

/** Which labels of a data set its masks show. */
export interface ShownLabels {
  readonly shown: readonly string[];
  readonly missing: readonly string[];
}

/** Sorts the labels of a data set into those that its masks show and those that they don't. */
export function shownLabels({ classes }: CountedDataset, { words, indices }: OfferedLabels): ShownLabels {
  const pixels = words.map(() => 0);
  classes.forEach((counted, value) => {
    if (indices[value] >= 0) pixels[indices[value]] += counted.pixels;
  });
  return {
    shown: words.filter((_, index) => pixels[index] > 0),
    missing: words.filter((_, index) => pixels[index] === 0),
  };
}
