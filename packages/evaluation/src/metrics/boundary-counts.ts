import { createPointIndex } from './point-index.js';

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

/** A map of classes, row-major. */
export interface ClassMap {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
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
  const predicted = outlines(prediction.data, target.data, width, height, classes);
  const truth = outlines(target.data, target.data, width, height, classes);
  const index = createPointIndex(width, height, distance);
  const near = (points: readonly number[], others: readonly number[]): number => {
    if (others.length === 0) return 0;
    index.set(others);
    let count = 0;
    for (const point of points) if (index.isNear(point)) count++;
    return count;
  };
  return Array.from({ length: classes }, (_, number) => {
    const [mine, theirs] = [predicted[number] ?? [], truth[number] ?? []];
    return {
      class: number,
      predicted: mine.length,
      predictedNear: near(mine, theirs),
      truth: theirs.length,
      truthNear: near(theirs, mine),
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

/** Pixels on outlines by class; only pixels with a true class, whose neighbours have one too, take part. */
function outlines(
  map: ArrayLike<number>,
  target: ArrayLike<number>,
  width: number,
  height: number,
  classes: number,
): (number[] | undefined)[] {
  const found = new Array<number[] | undefined>(classes);
  const isKnown = (i: number): boolean => target[i] >= 0 && target[i] < classes;
  for (let y = 0, i = 0; y < height; y++) {
    const above = y > 0 ? width : 0;
    const below = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const own = map[i];
      const left = x > 0 ? i - 1 : i;
      const right = x + 1 < width ? i + 1 : i;
      if (map[left] === own && map[right] === own && map[i - above] === own && map[i + below] === own)
        continue;
      if (!isKnown(i)) continue;
      if (
        (map[left] !== own && isKnown(left)) ||
        (map[right] !== own && isKnown(right)) ||
        (map[i - above] !== own && isKnown(i - above)) ||
        (map[i + below] !== own && isKnown(i + below))
      )
        (found[own] ??= []).push(i);
    }
  }
  return found;
}
