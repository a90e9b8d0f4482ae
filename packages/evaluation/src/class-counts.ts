import type { ConfusionMatrix } from './confusion-matrix.js';

/** What is needed of one class for its scores, in pixels. */
export interface ClassCounts {
  /** Pixels of the class that were predicted as it. */
  readonly intersection: number;
  /** Pixels that are of the class, or were predicted as it, or both. */
  readonly union: number;
  /** Pixels of the class. */
  readonly groundTruth: number;
  /** Pixels that were predicted as the class. */
  readonly predicted: number;
}

/** Counts for each class, in order. */
export function classCounts({ classes, counts }: ConfusionMatrix): ClassCounts[] {
  return Array.from({ length: classes }, (_, index) => {
    const intersection = counts[index * classes + index];
    let [groundTruth, predicted] = [0, 0];
    for (let other = 0; other < classes; other++) groundTruth += counts[index * classes + other];
    // One row more than columns: predictions where the truth is no class are wrong ones.
    for (let other = 0; other <= classes; other++) predicted += counts[other * classes + index];
    return { intersection, union: groundTruth + predicted - intersection, groundTruth, predicted };
  });
}
