import { findOutlines, type ClassMap, type Outlines } from './outlines.js';
import { createPointIndex } from './point-index.js';

export type { ClassMap } from './outlines.js';

/** How well the outlines of one class agree in one photo, in pixels. */
export interface BoundaryCounts {
  readonly class: number;
  /** Pixels on the predicted outline, and those of them near the true one. */
  readonly predicted: number;
  readonly predictedNear: number;
  /** Pixels on the true outline, and those of them near the predicted one. */
  readonly truth: number;
  readonly truthNear: number;
}

/**
 * Compares the outlines of each class. A pixel is on the outline of its class where a neighbour to the left, right, above or
 * below has another one; pixels outside of the classes, and those beside them, are on none.
 *
 * @param prediction class of each pixel.
 * @param target true class of each pixel; other values belong to no class, and nothing is predicted there.
 * @param distance up to which outlines agree, in pixels.
 * @returns an entry for each class with an outline, by number.
 */
export function boundaryCounts(
  prediction: ClassMap,
  target: ClassMap,
  classes: number,
  distance: number,
): BoundaryCounts[] {
  const { width, height } = target;
  const [mine, theirs] = findOutlines(prediction, target, classes);
  const index = createPointIndex(width, height, distance);
  const near = (some: Outlines, others: Outlines, number: number): number => {
    if (some.count(number) === 0 || others.count(number) === 0) return 0;
    index.set(others, number);
    return index.countNear(some, number);
  };
  return Array.from({ length: classes }, (_, number) => {
    return {
      class: number,
      predicted: mine.count(number),
      predictedNear: near(mine, theirs, number),
      truth: theirs.count(number),
      truthNear: near(theirs, mine, number),
    };
  }).filter((counts) => counts.predicted > 0 || counts.truth > 0);
}

/** Mean of precision and recall of an outline: 2 P R / (P + R). */
export function boundaryF(counts: Omit<BoundaryCounts, 'class'>): number {
  if (counts.predicted === 0 || counts.truth === 0) return 0;
  const precision = counts.predictedNear / counts.predicted;
  const recall = counts.truthNear / counts.truth;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
