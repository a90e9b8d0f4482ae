import type { Label } from '../labels/label.js';
import type { EncodeResultOptions, FormatChoice, ResultFile } from '../results/format/result-encoder.js';
import type { SaveOptions } from '../results/format/result-writer.js';
import { Segmentation, type SegmentationInit } from '../results/segmentation.js';
import type { SegmentOptions } from './segment-options.js';

/** The encoded photo behind a result; `EncodedImage` says more. */
export interface ResultImage {
  segment(labels: readonly Label[], options?: SegmentOptions): Promise<LiveSegmentation>;
  files(
    result: LiveSegmentation,
    format: FormatChoice,
    options?: EncodeResultOptions,
  ): AsyncIterable<ResultFile>;
  save(path: string, result: LiveSegmentation, options?: SaveOptions): Promise<string[]>;
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
  relabel(labels: readonly Label[], options?: SegmentOptions): Promise<LiveSegmentation> {
    return this.image.segment(labels, options);
  }

  /**
   * The result in a format, as files in memory: `await result.toFiles({ type: 'overlay', alpha: 0.3 })`.
   *
   * @param format `mask`, `overlay`, `heatmaps`, `json`, `rle` or another one of the segmenter's registry.
   * @returns one file, or several for a format that writes one for each label.
   * @throws LangSegError `CONFIG_INVALID`, `USAGE`, `ABORTED`, `DISPOSED`.
   */
  async toFiles(format: FormatChoice, options?: EncodeResultOptions): Promise<ResultFile[]> {
    const files: ResultFile[] = [];
    for await (const file of this.image.files(this, format, options)) files.push(file);
    return files;
  }

  /**
   * Writes the result to a file whose ending says in which format: `.mask.png`, `.overlay.png`, `.rle.json` and others.
   *
   * @returns the paths of the files; several for a format that writes one for each label.
   * @throws LangSegError `USAGE`, `CONFIG_INVALID`, `IO_FAILED`, `NOT_FOUND`, `ABORTED`, `DISPOSED`.
   */
  save(path: string, options?: SaveOptions): Promise<string[]> {
    return this.image.save(path, this, options);
  }
}
