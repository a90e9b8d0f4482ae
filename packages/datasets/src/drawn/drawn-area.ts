import type { CompressedRle, PixelBox, Ring, Rle } from '@langseg/core';

/** Where a class is on a photo, in one of the ways in which annotations say it. Plain data: it goes to worker threads. */
export type AreaShape =
  /** COCO's runs, column by column. */
  | { readonly kind: 'rle'; readonly rle: Rle | CompressedRle }
  /** Rings that are filled one by one, as those of a COCO polygon. With `share`, coordinates are shares of width and height. */
  | { readonly kind: 'polygons'; readonly rings: readonly Ring[]; readonly share?: boolean }
  /** A ring with holes, filled by the even-odd rule. */
  | { readonly kind: 'outline'; readonly rings: readonly Ring[]; readonly share?: boolean }
  /** Lengths of runs in a box, row by row, the first one outside, as CVAT writes them. */
  | { readonly kind: 'box-runs'; readonly box: PixelBox; readonly runs: readonly number[] }
  /** Bytes of a brush of Label Studio. */
  | { readonly kind: 'brush'; readonly bytes: readonly number[] };

/** An area and the mask value that its pixels get. */
export interface DrawnArea {
  readonly value: number;
  readonly shape: AreaShape;
}

/** A mask as areas that are drawn one over the other. */
export interface DrawnMask {
  /** Size in pixels, where the annotations say it. Default: the photo's. */
  readonly width?: number;
  readonly height?: number;
  /** What pixels without an area get. */
  readonly ground: number;
  readonly areas: readonly DrawnArea[];
}
