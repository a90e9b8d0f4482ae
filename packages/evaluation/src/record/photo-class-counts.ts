import type { PhotoCounts } from './photo-counts.js';

/** Pixels of one class in one photo. */
export interface PhotoClassCounts {
  /** Number of the class. */
  readonly class: number;
  /** Pixels of the class that were predicted as it. */
  readonly intersection: number;
  readonly groundTruth: number;
  /** Pixels that were predicted as the class, where the truth is any class. */
  readonly predicted: number;
}

/** Counts of each class in a photo; ignored pixels are left out. */
export function classCountsOf({ confusion }: PhotoCounts, classes: number): PhotoClassCounts[] {
  const counts = new Map<number, { intersection: number; groundTruth: number; predicted: number }>();
  const of = (number: number) => {
    const known = counts.get(number) ?? { intersection: 0, groundTruth: 0, predicted: 0 };
    counts.set(number, known);
    return known;
  };
  for (let i = 0; i + 1 < confusion.length; i += 2) {
    const [cell, pixels] = [confusion[i], confusion[i + 1]];
    const [truth, predicted] = [Math.floor(cell / classes), cell % classes];
    if (truth >= classes) continue;
    of(truth).groundTruth += pixels;
    of(predicted).predicted += pixels;
    if (truth === predicted) of(truth).intersection += pixels;
  }
  return [...counts].map(([number, each]) => ({ class: number, ...each }));
}
