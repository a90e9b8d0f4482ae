import type { Label } from '../labels/label.js';
import type { EncodeResultOptions, FormatChoice, ResultFile } from '../results/format/result-encoder.js';
import type { SaveOptions } from '../results/format/result-writer.js';
import type { ExplainOptions, Explanation } from '../results/explanation.js';
import type { SegmentationInit } from '../results/segmentation-init.js';
import { Segmentation } from '../results/segmentation.js';
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

/** What a segmenter knows of a result, and how it answers questions about it. */
export interface LiveSegmentationInit extends SegmentationInit {
  readonly image: ResultImage;
  readonly explain: (
    pixel: { readonly x: number; readonly y: number; readonly index: number },
    options: ExplainOptions,
  ) => Promise<Explanation>;
}

/** A result that still knows its photo: other labels cost no second image pass. */
export class LiveSegmentation extends Segmentation {
  /** The encoded photo. */
  readonly image: ResultImage;
  readonly #explain: LiveSegmentationInit['explain'];

  constructor(init: LiveSegmentationInit) {
    super(init);
    this.image = init.image;
    this.#explain = init.explain;
  }

  /**
   * Why the pixel in column `x` and row `y` has its label: how well all labels fit, what it would be otherwise, and which words
   * are nearest.
   *
   * @throws LangSegError `SHAPE_MISMATCH` outside the photo, `LABELS_INVALID` where none of the given words is known, `DISPOSED`,
   * `ABORTED`.
   */
  async explain(x: number, y: number, options: ExplainOptions = {}): Promise<Explanation> {
    this.labelAt(x, y);
    return this.#explain({ x, y, index: this.labelMap[y * this.width + x] }, options);
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
