import {
  LiveSegmentation,
  type HeatmapOptions,
  type ResultImage,
  type RunOptions,
  type SegmentationInit,
} from '@langseg/core';

/** A result, and how to ask its worker for maps of the photo's size. */
export interface WebSegmentationInit extends SegmentationInit {
  readonly image: ResultImage;
  readonly scoresOf: (label: string | number, options?: RunOptions) => Promise<Float32Array>;
  readonly heatmapOf: (label: string | number, options?: HeatmapOptions) => Promise<Float32Array>;
}

/** A result whose scores and probabilities are summed up in the worker: in the page they would make it stutter. */
export class WebSegmentation extends LiveSegmentation {
  readonly #init: WebSegmentationInit;

  constructor(init: WebSegmentationInit) {
    super(init);
    this.#init = init;
  }

  override async scores(label: string | number, options?: RunOptions): Promise<Float32Array> {
    return this.#init.scoresOf(label, options);
  }

  override async heatmap(label: string | number, options?: HeatmapOptions): Promise<Float32Array> {
    return this.#init.heatmapOf(label, options);
  }
}
