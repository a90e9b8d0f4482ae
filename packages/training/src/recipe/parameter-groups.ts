import { LangSegError } from '@langseg/core';
import { matchesPattern } from './matches-pattern.js';
import type { Recipe } from './recipe-schema.js';

/** Parameters that are treated alike. */
export interface GroupPlan {
  /** `backbone` or `decoder`, for people. */
  readonly name: string;
  readonly parameters: readonly string[];
  /** Factor on the learning rate. */
  readonly learningRateFactor: number;
  readonly hasWeightDecay: boolean;
  /** Whether the learning rate is relative to the size of each channel's weights. */
  readonly isRelative: boolean;
}

/**
 * Sorts the parameters of a network into groups. Frozen ones are in none, so no gradient is computed for them.
 *
 * @param isDecoder whether a parameter gets the decoder's learning rate.
 * @throws LangSegError `CONFIG_INVALID` when a pattern fits nothing, or nothing is left to train.
 */
export function parameterGroups(
  names: readonly string[],
  isDecoder: (name: string) => boolean,
  { parameters, learningRate }: Pick<Recipe, 'parameters' | 'learningRate'>,
): GroupPlan[] {
  const { freeze, noWeightDecay } = parameters;
  for (const pattern of [
    ...(Array.isArray(freeze) ? freeze : []),
    ...noWeightDecay,
    ...learningRate.relative,
  ])
    if (!names.some((name) => matchesPattern(pattern, name))) throw fitsNothing(pattern, names);
  const isFrozen = (name: string) =>
    Array.isArray(freeze) ? fitsAny(freeze, name) : freeze === 'backbone' && !isDecoder(name);

  const groups = new Map<string, GroupPlan & { readonly parameters: string[] }>();
  for (const parameter of names.filter((name) => !isFrozen(name))) {
    const hasWeightDecay = !fitsAny(noWeightDecay, parameter);
    const isRelative = fitsAny(learningRate.relative, parameter);
    const name = isDecoder(parameter) ? 'decoder' : 'backbone';
    const key = `${name} ${hasWeightDecay} ${isRelative}`;
    const learningRateFactor = name === 'decoder' ? learningRate.decoderFactor : 1;
    const group = groups.get(key) ?? {
      name,
      parameters: [],
      learningRateFactor,
      hasWeightDecay,
      isRelative,
    };
    group.parameters.push(parameter);
    groups.set(key, group);
  }
  if (groups.size > 0) return [...groups.values()];
  throw new LangSegError('CONFIG_INVALID', 'parameters.freeze leaves no parameter to train.', { freeze });
}

function fitsAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, name));
}

function fitsNothing(pattern: string, names: readonly string[]): LangSegError {
  const some = names.slice(0, 5).join(', ');
  return new LangSegError(
    'CONFIG_INVALID',
    `No parameter is called "${pattern}"; use names of the network such as ${some}, and * for any text.`,
    { pattern },
  );
}
