import type { RgbImage } from '../../interfaces/image-io.js';
import type { LabelMap } from '../../math/label-map.js';
import type { Palette } from '../../palettes/palette.js';
import type { LegendEntry } from '../legend.js';

/** How {@link PictureEncoder.encode} writes pixels. */
export interface PictureOptions {
  /** `image/png` or `image/jpeg`. */
  readonly mediaType: string;
  /** Of JPEG, 1 (small) to 100 (good). Default 90. */
  readonly quality?: number;
}

/** A label map with what a file of it needs. A `Segmentation` fits. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  /** Row-major. */
  readonly labelMap: LabelMap;
  /** Colour of every label; starts over when it is shorter. */
  readonly palette: Palette;
  /** Labels in the order of their indices; their number decides between 8 and 16 bits. */
  readonly labels: readonly string[];
}

/** Turns pixels into picture files; each platform adapter provides one. */
export interface PictureEncoder {
  /**
   * Writes 8-bit RGB pixels.
   *
   * @throws LangSegError `USAGE` for a media type that the platform can't write, `IMAGE_TOO_LARGE` for more pixels than the
   * file format has room for, `IMAGE_UNREADABLE` when size and data don't fit, `RUNTIME_FAILED`.
   */
  encode(image: RgbImage, options: PictureOptions): Promise<Uint8Array>;
  /** A PNG whose pixel value is exactly the index of the label. @throws LangSegError `SHAPE_MISMATCH`. */
  encodeIndices(picture: IndexedPicture): Promise<Uint8Array>;
  /** The picture with a legend beside or below it. Left out where there are no letters to draw with. */
  addLegend?(image: RgbImage, legend: readonly LegendEntry[]): Promise<RgbImage>;
}
