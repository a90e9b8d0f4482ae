import type { RunOptions } from '../interfaces/run-options.js';
import { Segmentation, type SegmentationInit } from '../results/segmentation.js';
import type { SegmentOptions } from './segment-options.js';

/** The encoded photo behind a result; `EncodedImage` says more. */
export interface ResultImage {
  segment(labels: readonly string[], options?: SegmentOptions): Promise<LiveSegmentation>;
  save(path: string, result: LiveSegmentation, options?: RunOptions): Promise<void>;
  dispose(): void;
}

/** A result that still knows its photo: other labels cost no second image pass. */
export class LiveSegmentation extends Segmentation {
  /** The encoded photo. */
  readonly image: ResultImage;

  constructor(init: SegmentationInit & { readonly image: ResultImage }) {
    super(init);
    this.image = init.image;
  }

  /** The same photo with other labels. Errors as `EncodedImage.segment`. */
  relabel(labels: readonly string[], options?: SegmentOptions): Promise<LiveSegmentation> {
    return this.image.segment(labels, options);
  }

  /**
   * Writes the result to a file; in Node, `.overlay.png`, `.mask.png`, `.json` and others, told apart by the ending.
   *
   * @throws LangSegError `USAGE`, `IO_FAILED`, `NOT_FOUND`, `ABORTED`, `DISPOSED`.
   */
  save(path: string, options?: RunOptions): Promise<void> {
    return this.image.save(path, this, options);
  }
}
