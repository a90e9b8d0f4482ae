import { defineSlot, type Component } from '@langseg/core';
import type { z } from 'zod';
import type { Optimizer } from './optimizer.js';

/**
 * An update rule that recipes name. Where a recipe exempts parameters from weight decay, its option `weightDecay`, if it
 * has one, is 0 for them.
 */
export interface OptimizerComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'optimizer', T, C> {
  create(options: z.output<C>): Optimizer;
}

/** By which a registry is asked for optimisers. */
export const optimizerSlot = defineSlot<OptimizerComponent>({
  name: 'optimizer',
  what: 'optimiser',
  members: ['create'],
});

/** Declares an optimiser with its types inferred. */
export function defineOptimizer<const T extends string, C extends z.ZodObject>(
  optimizer: Omit<OptimizerComponent<T, C>, 'specVersion' | 'slot'>,
): OptimizerComponent<T, C> {
  return { specVersion: 1, slot: 'optimizer', ...optimizer };
}
