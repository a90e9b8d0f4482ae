import type { CompressedRle, PixelBox } from '@langseg/core';

/** A class of a data set that is written. */
export interface Category {
  readonly name: string;
  /** `[red, green, blue]`, 0..255. */
  readonly color: readonly [number, number, number];
}

/** Pixels of a class on a photo: all of them, or a connected piece. */
export interface AnnotatedArea {
  /** Position in the set's categories. */
  readonly category: number;
  readonly pixels: number;
  /** Column, row, width and height, in pixels. */
  readonly box: PixelBox;
  /** In the size of the photo. */
  readonly rle: CompressedRle;
  /** Mean probability, 0..1, where it was asked for. */
  readonly score?: number;
}

/** A photo of a data set that is written. */
export interface AnnotatedPhoto {
  /** Path inside the folder of the photos, with `/` between folders. No two are the same without their endings. */
  readonly file: string;
  /** Of the upright photo, in pixels. */
  readonly width: number;
  readonly height: number;
  /** The part of the set that it belongs to: `train` or `val`. */
  readonly split: string;
  readonly areas: readonly AnnotatedArea[];
}

/** Everything that is to be written. Photos are read from disk one by one, as often as they are asked for. */
export interface AnnotatedSet {
  readonly name: string;
  /** Of the annotations and photos, in words or as an address. */
  readonly license?: string;
  /** What made the areas, for people. */
  readonly madeWith?: string;
  /** When the set was begun, in ISO 8601. */
  readonly created: string;
  readonly categories: readonly Category[];
  /** Parts that are not empty, `train` first. */
  readonly splits: readonly string[];
  /** An area is a connected piece, or all pixels of a class. */
  readonly instances: 'labels' | 'components';
  /** Areas may share pixels. */
  readonly sharesPixels: boolean;
  /** The photos of a split, or of all, in a fixed order. */
  readonly photos: (split?: string) => AsyncIterable<AnnotatedPhoto>;
}
