import { classCounts, type ClassCounts } from './class-counts.js';
import type { ConfusionMatrix } from './confusion-matrix.js';

/** Which classes make up the mean IoU. */
export type ScoreOptions = {
  /** Number of a class that takes no part in any case, such as the background. Default: none. */
  readonly without?: number;
} & (
  | {
      /** Classes without ground truth are left out, as it is customary. The default. */
      readonly convention?: 'standard';
      /** Only classes with more pixels of ground truth than this take part. Default 0. */
      readonly moreThanPixels?: number;
    }
  | {
      /**
       * All classes take part, and one that is neither present nor predicted has an IoU of 0: `SegmentationMetric` of
       * zhanghang1989/PyTorch-Encoding, which the official evaluation uses. For its numbers, targets must be added
       * with `ignoreIndex` −1 and `unknownTargets: 'count'`, since it does not ignore 255.
       */
      readonly convention: 'official';
      readonly moreThanPixels?: never;
    }
);

/** Score of one class. */
export interface ClassScore extends ClassCounts {
  /** Intersection over union, from 0 to 1; NaN where the union is empty, or 0 by the official convention. */
  readonly iou: number;
  /** Whether the class takes part in the mean. */
  readonly counted: boolean;
}

/** Scores of a segmentation with fixed classes. */
export interface SegmentationScores {
  /** Share of the labelled pixels that were predicted right, from 0 to 1; NaN (official: 0) without any. */
  readonly pixAcc: number;
  /** Mean intersection over union, from 0 to 1; NaN when no class takes part. */
  readonly mIoU: number;
  /** Each class, in order. */
  readonly classes: readonly ClassScore[];
}

/** Pixel accuracy, IoU of each class and their mean (Everingham et al. 2010, _The PASCAL VOC Challenge_, section 4.1). */
export function segmentationScores(matrix: ConfusionMatrix, options: ScoreOptions = {}): SegmentationScores {
  const isOfficial = options.convention === 'official';
  const threshold = options.moreThanPixels ?? 0;
  const ratio = (part: number, whole: number) => (isOfficial && whole === 0 ? 0 : part / whole);
  const classes = classCounts(matrix).map((counts, index) => ({
    ...counts,
    iou: ratio(counts.intersection, counts.union),
    counted: index !== options.without && (isOfficial || counts.groundTruth > threshold),
  }));
  const correct = classes.reduce((sum, { intersection }) => sum + intersection, 0);
  const labelled = matrix.counts.reduce((sum, count) => sum + count, 0);
  const counted = classes.filter((score) => score.counted);
  return {
    pixAcc: ratio(correct, labelled),
    mIoU: counted.reduce((sum, { iou }) => sum + iou, 0) / counted.length,
    classes,
  };
}
