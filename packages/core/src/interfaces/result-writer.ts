import type { Segmentation } from '../results/segmentation.js';
import type { RgbImage } from './image-io.js';
import type { RunOptions } from './run-options.js';

/** Writes a result to a file; each platform adapter that has files provides one. */
export interface ResultWriter {
  /**
   * @param path where to write; its ending says what (see the adapter).
   * @param photo the segmented photo, for pictures that show it.
   * @throws LangSegError `USAGE` for an unknown ending, `IO_FAILED`, `NOT_FOUND`, `ABORTED`.
   */
  save(path: string, result: Segmentation, photo: RgbImage, options?: RunOptions): Promise<void>;
}
