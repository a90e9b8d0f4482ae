import type { Weights } from '@langseg/core';

/** One more than the highest number that `pattern` captures in the names. */
export function countIndices(weights: Weights, pattern: RegExp): number {
  let count = 0;
  for (const name of weights.keys()) {
    const index = pattern.exec(name)?.[1];
    if (index !== undefined) count = Math.max(count, Number(index) + 1);
  }
  return count;
}
