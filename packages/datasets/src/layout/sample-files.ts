/** The files of a sample. */
export interface SampleFiles {
  /** Path inside the photos' folder without its ending, or another name that no other sample has. */
  readonly id: string;
  /** Path of the photo. */
  readonly image: string;
  /** Path of the mask. Left out: there is none, and every pixel is ignored. */
  readonly mask?: string;
  /** Class of the marked pixels, where the mask only says which these are. */
  readonly marked?: number;
}
