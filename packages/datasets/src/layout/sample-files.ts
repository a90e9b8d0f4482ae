import type { DrawnMask } from '../drawn/drawn-area.js';

/** The files of a sample. */
export interface SampleFiles {
  /** Path inside the photos' folder without its ending, or another name that no other sample has. */
  readonly id: string;
  /** Path of the photo. */
  readonly image: string;
  /**
   * Path of the mask, or of the file with the areas that it is drawn of. Left out: there is none, and every pixel is ignored.
   */
  readonly mask?: string;
  /** Class of the marked pixels, where the mask only says which these are. */
  readonly marked?: number;
  /** What the values of this mask file are read as, where that differs from file to file. */
  readonly values?: Readonly<Record<number, number>>;
  /** The mask, where it is drawn of areas instead of being read. */
  readonly drawn?: DrawnMask;
}
