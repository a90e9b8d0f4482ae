/** Limits of {@link classWeights}. */
export interface ClassWeightOptions {
  readonly least: number;
  readonly most: number;
}

/** The limits of the recipe: rare classes count for up to eight times as much as frequent ones. */
export const classWeightLimits: ClassWeightOptions = { least: 0.5, most: 4 };

/**
 * Weights in the loss that let small things count: `√(median / pixels)` of each class within limits, after the median frequency
 * balancing of Eigen & Fergus (2015), but softened by the root.
 *
 * @param pixels of each class; classes without any get 1.
 */
export function classWeights(pixels: readonly number[], { least, most }: ClassWeightOptions): number[] {
  const seen = pixels.filter((count) => count > 0).sort((a, b) => a - b);
  const median = seen[Math.floor(seen.length / 2)] ?? 1;
  return pixels.map((count) =>
    count === 0 ? 1 : Math.min(most, Math.max(least, Math.sqrt(median / count))),
  );
}
