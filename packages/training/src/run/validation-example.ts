import type { LabelMap, RgbImage } from '@langseg/core';

/** A photo of a validation set as it was segmented. */
export interface ValidationExample {
  /** Name of the set. */
  readonly set: string;
  /** Place of the photo in the set, from 0. */
  readonly index: number;
  readonly words: readonly string[];
  readonly photo: RgbImage;
  /** Index of the right word at every pixel of the photo, −1 where none is known. */
  readonly target: Int32Array;
  /** Index of the word that was found at every pixel. */
  readonly prediction: LabelMap;
}
