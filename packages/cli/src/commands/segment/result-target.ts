import type { ByteSink } from '@langseg/adapter-node';
import type { ResultFile } from '@langseg/core';
import type { FoundImage } from './find-images.js';
import type { ResultName } from './name-results.js';

/** Where results go. */
export interface ResultTarget {
  /**
   * Writes the files of one image, each whole or not at all.
   *
   * @returns their paths; none for standard output.
   * @throws LangSegError `IO_FAILED`, also for a file that exists and may not be replaced; `ABORTED`.
   */
  write(image: FoundImage, files: AsyncIterable<ResultFile>): Promise<string[]>;
  /** Where a file of an image goes, by its ending. @throws LangSegError `USAGE` for standard output, `IO_FAILED`. */
  place(image: FoundImage, ending: string): Promise<string>;
  /** Writes a file that comes in pieces to such a place, whole or not at all. */
  writeAt(path: string, write: (sink: ByteSink) => Promise<void>): Promise<void>;
  /**
   * Whether all files of an image are there, and none is older than the image or `since`; always false for standard output.
   *
   * @param since milliseconds, as files have them.
   */
  isDone(image: FoundImage, since?: number): Promise<boolean>;
  /** What the files of an image are called. */
  nameOf(image: FoundImage): ResultName;
  /** Results take standard output for themselves. */
  readonly isStdout: boolean;
}
