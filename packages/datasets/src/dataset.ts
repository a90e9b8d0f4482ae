import type { RunOptions } from '@langseg/core';
import type { MaskFormat } from './mask-format.js';
import type { Sample } from './sample.js';

/** What mask values are read as instead: `{ 255: 1 }` takes 255 for the class with the number 1. */
export type MaskValues = Readonly<Record<number, number>>;

/** What the values of a data set's masks mean. */
export interface ClassList {
  /**
   * Name of the class that each mask value stands for, by value. `null` marks values that belong to no class, such as
   * ADE20K's 0: their pixels are ignored.
   */
  readonly classes: readonly (string | null)[];
  /** A value beyond the classes whose pixels are ignored, usually 255. */
  readonly ignoreValue: number;
  /** How mask files are read. Default: PNGs whose values are the classes. */
  readonly maskFormat?: MaskFormat;
  /** Mask values that are replaced when a mask is read; what `classes` and `ignoreValue` say holds afterwards. */
  readonly values?: MaskValues;
}

/** Photos with masks. `openDataset` of `@langseg/training/node` makes one of files. */
export interface Dataset extends ClassList {
  /** Short name for messages, such as `ade20k`. */
  readonly name: string;
  /** Names of the samples, in a fixed order. */
  readonly ids: readonly string[];
  /**
   * Decodes one sample and checks it with `checkSample`.
   *
   * @throws LangSegError `NOT_FOUND` for an unknown id, and what the platform's decoder and `checkSample` throw.
   */
  read(id: string, options?: RunOptions): Promise<Sample>;
}
