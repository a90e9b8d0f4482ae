import type { RunOptions } from '../interfaces/run-options.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import type { LabelMap } from '../math/label-map.js';
import type { Palette } from '../palettes/palette.js';
import type { Tensor } from '../tensor/tensor.js';
import type { LabelRuns } from './label-runs.js';

/** Options of `Segmentation.heatmap`. */
export interface HeatmapOptions extends RunOptions {
  /** Divides the logits before the softmax: above 1 softer, below 1 sharper. Default 1. */
  readonly temperature?: number;
}

/** What a segmenter knows when it has segmented a photo. */
export interface SegmentationInit {
  /** Size of the photo and of every map of the result. */
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[];
  /** Index into `labels` for every pixel, row-major. */
  readonly labelMap: LabelMap;
  /** Where labels may share pixels: the pixels of each label. Default: those of the label map. */
  readonly labelRuns?: LabelRuns;
  /** Default: `paletteFor` the number of labels. */
  readonly palette?: Palette;
  /** Corner convention for upsampling logits to the photo. */
  readonly alignCorners: boolean;
  /** Warnings about photo and labels, one sentence each. Default: none. */
  readonly warnings?: readonly string[];
  /** Recomputes logits `[n, h, w]` of some labels, in the given order, after regularisation by all of them. */
  readonly logitsOf: (labelIndices: readonly number[], options: RunOptions) => Promise<Tensor<'float32'>>;
  /** For how many labels `logitsOf` may be asked at once. Default 64. */
  readonly labelsAtOnce?: number;
  /** Scores of some labels at every pixel. Default: `logitsOf`, upsampled. */
  readonly scoreRowsOf?: (labelIndices: readonly number[], options: RunOptions) => Promise<ScoreRows>;
  /** Refined probabilities of all different labels, where a refiner made the label map. */
  readonly refinedRowsOf?: (options: HeatmapOptions) => Promise<ScoreRows>;
}
