import type { RgbImage } from '../../interfaces/image-io.js';
import type { RunOptions } from '../../interfaces/run-options.js';
import type { Segmentation } from '../segmentation.js';
import type { FormatChoice } from './result-encoder.js';

/** Options of saving a result. */
export interface SaveOptions extends RunOptions {
  /** Default: what the path's ending stands for, with the format's own options. */
  readonly format?: FormatChoice;
}

/** Writes results to files; each platform adapter that has files provides one. */
export interface ResultWriter {
  /**
   * @param path where to write; its ending says in which format. A format of several files puts the name of each before the
   * last dot: `cow.heatmap.png` becomes `cow.heatmap.sky.png` and others.
   * @param photo the segmented photo, for pictures that show it.
   * @returns the paths of the files.
   * @throws LangSegError `USAGE` for an ending that no format has, `CONFIG_INVALID` for wrong options, `IO_FAILED`,
   * `NOT_FOUND`, `ABORTED`.
   */
  save(path: string, result: Segmentation, photo: RgbImage, options?: SaveOptions): Promise<string[]>;
}
