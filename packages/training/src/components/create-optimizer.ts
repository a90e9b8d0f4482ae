import type { AnyConfig, ComponentSet } from '@langseg/core';
import type { OptimizerConfig } from './section-configs.js';
import { trainingRegistry } from './training-registry.js';
import type { Optimizer } from '../update/optimizers/optimizer.js';
import { optimizerSlot } from '../update/optimizers/optimizer-component.js';

/**
 * The update rule that a config describes: `{ type: 'sgd', momentum: 0.9 }`.
 *
 * @throws LangSegError `CONFIG_INVALID` for an unknown type or a wrong option.
 */
export function createOptimizer(config: OptimizerConfig): Optimizer;
/** @param registry holds the optimiser. */
export function createOptimizer(config: AnyConfig, registry: ComponentSet): Optimizer;
export function createOptimizer(config: AnyConfig, registry: ComponentSet = trainingRegistry): Optimizer {
  const { component, options } = registry.parseConfig(optimizerSlot, config);
  return component.create(options);
}

/** The same for parameters that don't decay: an option `weightDecay`, where the optimiser has one, is 0. */
export function createUndecayed(config: AnyConfig, registry: ComponentSet): Optimizer {
  const { configSchema } = registry.find(optimizerSlot, config.type);
  return createOptimizer(
    'weightDecay' in configSchema.shape ? { ...config, weightDecay: 0 } : config,
    registry,
  );
}
