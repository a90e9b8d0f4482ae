import type { Tensor } from '@langseg/core';

/** Labels that compete for the pixels of some classes. */
export interface Contest {
  /** Planes of the labels in the logits. */
  readonly planes: readonly number[];
  /** Pixels that each label won so far. */
  readonly won: Float64Array;
}

/**
 * Adds to each contest which of its labels win how many points of a photo.
 *
 * @param logits `[W, h, w]`.
 * @param classes `[h, w]`.
 * @param counts says whether points of a class count in a contest.
 */
export function countWins(
  { shape: [, height, width], data }: Tensor<'float32'>,
  classes: ArrayLike<number>,
  contests: readonly Contest[],
  counts: (contest: Contest, classIndex: number) => boolean,
): void {
  const plane = height * width;
  const shown = [...new Set(Array.from(classes))];
  for (const contest of contests) {
    const { planes, won } = contest;
    const asked = new Set(shown.filter((classIndex) => counts(contest, classIndex)));
    if (asked.size === 0) continue;
    for (let point = 0; point < plane; point++) {
      if (!asked.has(classes[point])) continue;
      let best = 0;
      for (let label = 1; label < planes.length; label++)
        if (data[planes[label] * plane + point] > data[planes[best] * plane + point]) best = label;
      won[best]++;
    }
  }
}
