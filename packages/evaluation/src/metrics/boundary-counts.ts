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
 * @param target true class of each pixel; negative values belong to no class, and nothing is predicted there.
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
  const within = disc(distance);
  const predicted = outlines(prediction.data, target.data, width, height, classes);
  const truth = outlines(target.data, target.data, width, height, classes);
  // Who marked a pixel last: classes are looked at one after the other.
  const marks = new Int32Array(width * height).fill(-1);
  let mark = 0;
  const near = (points: readonly number[], others: readonly number[]): number => {
    if (others.length === 0) return 0;
    mark++;
    for (const point of others) stamp(marks, mark, point, within, width, height);
    return points.reduce((sum, point) => sum + (marks[point] === mark ? 1 : 0), 0);
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
  const differs = (own: number, other: number) => target[other] >= 0 && map[other] !== own;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (target[i] < 0) continue;
      const own = map[i];
      if (
        (x > 0 && differs(own, i - 1)) ||
        (x + 1 < width && differs(own, i + 1)) ||
        (y > 0 && differs(own, i - width)) ||
        (y + 1 < height && differs(own, i + width))
      )
        (found[own] ??= []).push(i);
    }
  return found;
}

/** Half the width of a disc in each of its rows, from the top. */
function disc(radius: number): readonly number[] {
  const reach = Math.floor(radius);
  return Array.from({ length: 2 * reach + 1 }, (_, row) =>
    Math.floor(Math.sqrt(radius * radius - (row - reach) ** 2)),
  );
}

function stamp(
  marks: Int32Array,
  mark: number,
  point: number,
  halves: readonly number[],
  width: number,
  height: number,
): void {
  const reach = (halves.length - 1) / 2;
  const x = point % width;
  const y = (point - x) / width;
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
    const half = halves[row - y + reach];
    marks.fill(mark, row * width + Math.max(0, x - half), row * width + Math.min(width - 1, x + half) + 1);
  }
}
