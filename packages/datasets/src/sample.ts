import type { LabelMap, RgbImage } from '@langseg/core';

/** Classes of the pixels of a photo, as they are stored in its file. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** `height × width` values. */
  readonly data: LabelMap;
}

/** A photo and its mask; both have the same size. */
export interface Sample {
  readonly image: RgbImage;
  readonly mask: Mask;
  /** The mask was turned as the photo's EXIF orientation asks for. */
  readonly isTurned?: boolean;
  /** What the reader of the photo warned of, a sentence each, with its path. */
  readonly remarks?: readonly string[];
}
