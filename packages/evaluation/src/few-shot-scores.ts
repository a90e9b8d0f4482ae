import { classCounts } from './class-counts.js';
import type { FewShotMatrices } from './few-shot-matrices.js';

/** Scores of a few-shot benchmark. */
export interface FewShotScores {
  /**
   * Mean over all classes of the fold of their foreground's intersection over union, from 0 to 1. A class that no
   * episode asked for counts as 0.
   */
  readonly mIoU: number;
  /**
   * Mean of the IoU of foreground and background, each over all episodes together, from 0 to 1. A side without any
   * pixels makes it NaN.
   */
  readonly fbIoU: number;
  /** Foreground IoU by class id. */
  readonly classIoU: ReadonlyMap<number, number>;
}

/**
 * mIoU and FB-IoU as the official zero-shot evaluation has them, there times 100: `AverageMeter` of juhongm999/hsnet
 * (Min et al. 2021, _Hypercorrelation Squeeze for Few-Shot Segmentation_, section 5).
 */
export function fewShotScores({ matrices }: FewShotMatrices): FewShotScores {
  const classIoU = new Map<number, number>();
  const totals = [0, 1].map(() => ({ intersection: 0, union: 0 }));
  for (const [id, matrix] of matrices) {
    const counts = classCounts(matrix);
    classIoU.set(id, counts[1].intersection / Math.max(counts[1].union, 1));
    for (const [side, { intersection, union }] of counts.entries()) {
      totals[side].intersection += intersection;
      totals[side].union += union;
    }
  }
  const [background, foreground] = totals.map(({ intersection, union }) => intersection / union);
  return { mIoU: mean([...classIoU.values()]), fbIoU: (background + foreground) / 2, classIoU };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
