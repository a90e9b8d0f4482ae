/** How a photo becomes the input of an image encoder. Stored in `preprocessor_config.json`. */
export interface Preprocessing {
  /** Per-channel (RGB) mean, in units of pixel value / 255. */
  readonly mean: readonly [number, number, number];
  /** Per-channel (RGB) standard deviation, in units of pixel value / 255. */
  readonly std: readonly [number, number, number];
  /**
   * `bilinear`: four nearest pixels, half-pixel centres, no antialiasing: what the official app does (on normalised
   * floats). `bilinear-antialias`: a triangle filter as wide as the scale, as Pillow does.
   */
  readonly resample: 'bilinear' | 'bilinear-antialias';
  /** Photos are scaled so that their longer side has this many pixels, aspect kept. */
  readonly longestSide: number;
  /** Never enlarge: photos smaller than `longestSide` keep their size (rounded to `sizeMultiple`). */
  readonly onlyShrink: boolean;
  /** Both sides are rounded to the nearest multiple of this many pixels (at least one). */
  readonly sizeMultiple: number;
}
