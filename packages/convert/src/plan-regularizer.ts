import {
  findRegularizer,
  regularizers,
  type BundlePart,
  type RegularizerArchitectureComponent,
} from '@langseg/architecture';
import { LangSegError, safeParse, type ComponentSet, type Weights } from '@langseg/core';
import type { z } from 'zod';
import { optionsFor } from './option-values.js';

/** Regularisers whose weights are there. */
export function fittingRegularizers(
  registry: ComponentSet,
  weights: Weights,
): RegularizerArchitectureComponent[] {
  return regularizers(registry).filter(
    ({ architecture: { markers } }) => markers.length > 0 && markers.every((name) => weights.has(name)),
  );
}

/**
 * The regulariser of a checkpoint. Several kinds may store the same weights, so the kind may have to be given.
 *
 * @param fitting those whose weights are there.
 * @param chosen `regularizer` and its options: what was given, and what the checkpoint remembers.
 * @throws LangSegError `USAGE` when its kind or options are not known; `WEIGHTS_MISMATCH`.
 */
export async function planRegularizer(
  registry: ComponentSet,
  weights: Weights,
  fitting: readonly RegularizerArchitectureComponent[],
  chosen: Readonly<Record<string, unknown>>,
): Promise<BundlePart | undefined> {
  const { regularizer: type } = chosen;
  if (typeof type === 'string') {
    const { architecture } = findRegularizer(registry, type);
    if (architecture.markers.length > 0 && !fitting.some((one) => one.type === type))
      throw new LangSegError(
        'WEIGHTS_MISMATCH',
        `A ${type} block was asked for, but the checkpoint has none.`,
        { missing: architecture.markers },
      );
    return architecture.part(weights, requiredOptions(architecture, type, chosen));
  }
  if (fitting.length === 0) return undefined;
  const [only, ...others] = fitting;
  if (others.length > 0) throw undescribed(fitting);
  return only.architecture.part(weights, requiredOptions(only.architecture, only.type, chosen));
}

function requiredOptions(
  architecture: RegularizerArchitectureComponent['architecture'],
  type: string,
  chosen: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const missing = Object.entries<z.ZodType>(architecture.options.shape).filter(
    ([name, schema]) => chosen[name] === undefined && !safeParse(schema, undefined).success,
  );
  if (missing.length === 0) return optionsFor(architecture, chosen);
  const names = missing.map(([name]) => name);
  throw new LangSegError(
    'USAGE',
    `This checkpoint has a head block (${type}) but does not say all about it: give ${names.join(', ')}.`,
    { missing: names },
  );
}

function undescribed(fitting: readonly RegularizerArchitectureComponent[]): LangSegError {
  const kinds = fitting.map(({ type }) => type);
  const options = [
    ...new Set(fitting.flatMap(({ architecture }) => Object.keys(architecture.options.shape))),
  ];
  return new LangSegError(
    'USAGE',
    `This checkpoint has a head block but does not say which: give its kind, ${kinds.join(' or ')} (--regularizer, option regularizer), ` +
      `and what belongs to it (${options.join(', ')}).`,
    { regularizers: kinds, options },
  );
}
