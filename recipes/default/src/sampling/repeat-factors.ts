/** Options of {@link repeatFactors}. */
export interface RepeatOptions {
  /** Share of the photos that a class should be seen in, 0 to 1; what is rarer is repeated. */
  readonly share: number;
}

/**
 * How often each photo should be drawn so that rare classes are seen: `max(1, √(share / frequency))` of its rarest class
 * (LVIS, Gupta et al. 2019, appendix B).
 *
 * @param photos the classes that each photo shows.
 */
export function repeatFactors(photos: readonly ReadonlySet<number>[], { share }: RepeatOptions): number[] {
  const counts = new Map<number, number>();
  for (const photo of photos) for (const value of photo) counts.set(value, (counts.get(value) ?? 0) + 1);
  const factor = (value: number) => Math.sqrt((share * photos.length) / counts.get(value)!);
  return photos.map((photo) => Math.max(1, ...[...photo].map(factor)));
}
