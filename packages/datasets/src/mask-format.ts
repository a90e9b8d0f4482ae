/** How the pixels of a mask file become values, where it is no PNG whose values are the classes. Plain data. */
export interface MaskFormat {
  /**
   * What the file holds for each pixel. `values`: a PNG's grey values or palette indices (default). `tiff`: those of a TIFF
   * with one channel of 8 or 16 bits. `matlab`: those of the matrix `LabelMap` in a MATLAB file. `rgb`: 65,536 × red + 256 ×
   * green + blue. `panoptic`: red + 256 × green + 65,536 × blue. `ade20k`: ⌊red / 10⌋ × 256 + green. `marked`: 1 where a pixel is brighter than half, else 0.
   */
  readonly pixels?: 'values' | 'tiff' | 'matlab' | 'rgb' | 'panoptic' | 'ade20k' | 'marked';
  /** The mask value that each of these is read as. Default: they stay as they are. */
  readonly values?: Readonly<Record<number, number>>;
  /** What everything else is read as, where `values` are given. Default: the layout's `ignoreValue`. */
  readonly others?: number;
}
