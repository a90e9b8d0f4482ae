import { z } from 'zod';
import { momentOptions, momentScalars, momentSlots, momentStep } from './adaptive-moments.js';
import type { Optimizer } from './optimizer.js';
import { weightDecay, withL2Decay } from './weight-decay.js';

/** Options of Adam, with PyTorch's defaults. */
export const adamConfig = z.strictObject({
  type: z.literal('adam'),
  ...momentOptions,
  /** L2 regularisation, added to the gradient and therefore scaled like it. */
  weightDecay: weightDecay.default(0),
});

/**
 * Adam (Kingma and Ba 2015, algorithm 1), as `torch.optim.Adam`:
 *
 * - g = gradient + decay · p
 * - m ← β₁ · m + (1 − β₁) · g
 * - v ← β₂ · v + (1 − β₂) · g²
 * - p ← p − rate · m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ)
 */
export function createAdam(config: z.output<typeof adamConfig>): Optimizer {
  return {
    type: config.type,
    slots: momentSlots,
    scalars: (step, learningRate) => momentScalars(config, step, learningRate),
    update: (g, values) => {
      const gradient = withL2Decay(g, values.parameter, values.gradient, config.weightDecay);
      const { step, slots } = momentStep(g, config, values, gradient);
      return { parameter: g.op('Sub', [values.parameter, step]), slots };
    },
  };
}
