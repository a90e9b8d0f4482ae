import { castSource, stackSources, type TensorSource, type Weights } from '@langseg/core';

/**
 * Weights that other files hold in parts, such as those of query, key and value: the parts one below the other, in float32.
 *
 * @returns undefined where a part is missing.
 */
export function stackedWeights(
  weights: Weights,
  names: readonly string[],
): TensorSource<'float32'> | undefined {
  const parts = names.map((name) => weights.get(name));
  return parts.every((part) => part !== undefined)
    ? stackSources(parts.map((part) => castSource(part, 'float32')))
    : undefined;
}
