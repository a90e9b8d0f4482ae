import {
  Segmentation,
  type EncodeResultOptions,
  type ExplainOptions,
  type Explanation,
  type FormatChoice,
  type Heatmap,
  type HeatmapsOptions,
  type ImageSize,
  type Label,
  type ResultFile,
  type RunOptions,
  type SegmentationInit,
  type SegmentOptions,
} from '@langseg/core';

/** Probabilities that are posted at once: 2²⁶ floats, 256 MB. */
const maxPosted = 2 ** 26;

/** The encoded photo behind a result; `WebEncodedImage` says more. */
export interface WebResultImage extends ImageSize {
  segment(labels: readonly Label[], options?: SegmentOptions): Promise<WebSegmentation>;
  dispose(): void;
}

/** A result, and how to ask its worker for what takes long. */
export interface WebSegmentationInit extends SegmentationInit {
  readonly image: WebResultImage;
  readonly scoresOf: (index: number, options: RunOptions) => Promise<Float32Array>;
  readonly heatmapsOf: (
    indices: readonly number[],
    options: Omit<HeatmapsOptions, 'labels'>,
  ) => Promise<readonly Float32Array[]>;
  readonly explainAt: (x: number, y: number, options: ExplainOptions) => Promise<Explanation>;
  readonly filesOf: (format: FormatChoice, options: EncodeResultOptions) => Promise<readonly ResultFile[]>;
}

/**
 * A result that still knows its photo: other labels cost no second image pass. Scores, probabilities and files are made in
 * the worker: in the page they would make it stutter.
 */
export class WebSegmentation extends Segmentation {
  /** The encoded photo. */
  readonly image: WebResultImage;
  readonly #init: WebSegmentationInit;

  constructor(init: WebSegmentationInit) {
    super(init);
    this.image = init.image;
    this.#init = init;
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
    return this.#init.explainAt(x, y, options);
  }

  /** The same photo with other labels. Errors as `WebEncodedImage.segment`. */
  relabel(labels: readonly Label[], options?: SegmentOptions): Promise<WebSegmentation> {
    return this.image.segment(labels, options);
  }

  /**
   * The result in a format, as files in memory: `await result.toFiles({ type: 'overlay', alpha: 0.3 })`.
   *
   * @param format `mask`, `overlay`, `heatmaps`, `json`, `rle` or another one of the worker's registry.
   * @returns one file, or several for a format that writes one for each label.
   * @throws LangSegError `CONFIG_INVALID`, `USAGE`, `ABORTED`, `DISPOSED`.
   */
  async toFiles(format: FormatChoice, options: EncodeResultOptions = {}): Promise<readonly ResultFile[]> {
    return this.#init.filesOf(format, options);
  }

  override async scores(label: string | number, options: RunOptions = {}): Promise<Float32Array> {
    return this.#init.scoresOf(this.indexOf(label), options);
  }

  override async *heatmaps({ labels, ...options }: HeatmapsOptions = {}): AsyncGenerator<
    Heatmap,
    void,
    undefined
  > {
    const wanted = new Set((labels ?? this.labels).map((label) => this.indexOf(label)));
    const indices = [...wanted].sort((a, b) => a - b);
    const atOnce = Math.max(1, Math.floor(maxPosted / this.labelMap.length));
    for (let first = 0; first < indices.length; first += atOnce) {
      const asked = indices.slice(first, first + atOnce);
      const maps = await this.#init.heatmapsOf(asked, options);
      for (const [at, index] of asked.entries()) yield { label: this.labels[index], index, values: maps[at] };
    }
  }
}
