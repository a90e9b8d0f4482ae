/** A stream of random numbers. Every call draws on; there is no way back but to create it again. */
export interface Random {
  /** Uniform in `[low, high)`, in steps of 2⁻⁵³ of the range; default `[0, 1)`. */
  uniform(low?: number, high?: number): number;
  /**
   * A whole number, each from `low` up to but not including `high` equally likely.
   *
   * @throws LangSegError `CONFIG_INVALID` unless both are whole numbers and 1 ≤ high − low ≤ 2³².
   */
  int(low: number, high: number): number;
  /** True with the given probability, from 0 (never) to 1 (always); default 0.5. */
  chance(probability?: number): boolean;
  /** Normally distributed with mean 0 and standard deviation 1. */
  normal(): number;
  /**
   * As {@link normal}, drawn again until it is within `±limit` standard deviations; default 2.
   *
   * @throws LangSegError `CONFIG_INVALID` for a limit of less than 0.01, which would take for ever.
   */
  truncatedNormal(limit?: number): number;
  /** A copy in random order, each order equally likely (Fisher-Yates). */
  shuffle<T>(list: readonly T[]): T[];
  /**
   * An element, each equally likely.
   *
   * @throws LangSegError `CONFIG_INVALID` for an empty list.
   */
  pick<T>(list: readonly T[]): T;
}
