import type { RgbImage } from './image-io.js';
import type { RunOptions } from './run-options.js';

/** A photo that is too large to be held, read by rows. */
export interface ImageRows {
  readonly width: number;
  readonly height: number;
  /** Rows `first` … `last − 1`. Called with rows further and further down. */
  read(first: number, last: number, options?: RunOptions): Promise<RgbImage>;
}
