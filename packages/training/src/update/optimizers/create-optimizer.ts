import { z } from 'zod';
import { parseConfig } from '../../config/parse-config.js';
import { adamConfig, createAdam } from './adam.js';
import { adamWConfig, createAdamW } from './adamw.js';
import type { Optimizer } from './optimizer.js';
import { createSgd, sgdConfig } from './sgd.js';

/** Schema of an optimiser's options, told apart by `type`. */
export const optimizerConfig = z.discriminatedUnion('type', [sgdConfig, adamConfig, adamWConfig]);

/**
 * An optimiser's options: `{ type: 'sgd', momentum: 0.9, dampening: 0, weightDecay: 1e-4, nesterov: false }`,
 * `{ type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }` or
 * `{ type: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 }`, as they are by default.
 */
export type OptimizerConfig = z.input<typeof optimizerConfig>;

/**
 * The update rule that a config describes.
 *
 * @throws LangSegError `CONFIG_INVALID` for an unknown type or a wrong option.
 */
export function createOptimizer(config: OptimizerConfig): Optimizer {
  const options = parseConfig(optimizerConfig, config, 'the optimiser');
  switch (options.type) {
    case 'sgd':
      return createSgd(options);
    case 'adam':
      return createAdam(options);
    case 'adamw':
      return createAdamW(options);
  }
}
