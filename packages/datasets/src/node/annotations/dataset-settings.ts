import type { FormatChoice, Palette, RunOptions } from '@langseg/core';
import type { PlaceImages } from './place-photo.js';

/** What a data set is made of and how it is written. */
export interface DatasetSettings extends RunOptions {
  /** Labels of all results, in their order. */
  readonly labels: readonly string[];
  /** Colours of the labels. Default: those of results. */
  readonly palette?: Palette;
  /** A data set format by its type, or with options: `'coco'`, `{ type: 'coco', areas: 'rle' }`. */
  readonly format: FormatChoice;
  /** `labels`: an area for all pixels of a label; `components`: one for each connected piece. Default `labels`. */
  readonly instances?: 'labels' | 'components';
  /** Connected pieces with fewer pixels are left out. Default 1. */
  readonly minArea?: number;
  /** Results may have labels that share pixels, as those of `multiLabel` do. Default false. */
  readonly sharesPixels?: boolean;
  /** Also write areas of the label `other`, whose pixels belong to nothing else. Default false. */
  readonly keepOther?: boolean;
  /** Give areas a score: the mean probability of their label. Takes longer. Default false. */
  readonly scores?: boolean;
  /** Share of the photos that are for validation, 0..1, chosen by their names. Default 0. */
  readonly valShare?: number;
  /** Default `copy`. */
  readonly images?: PlaceImages;
  /** Name of the data set. Default the folder's. */
  readonly name?: string;
  /** Licence of the data set, in words or as an address. */
  readonly license?: string;
  /** What made the areas, for people. */
  readonly madeWith?: string;
  /** Everything else that areas depend on, such as the model: what must be equal to continue a data set. JSON. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Continue the data set in the folder, if there is one. Default false: that is an error. */
  readonly resume?: boolean;
}
