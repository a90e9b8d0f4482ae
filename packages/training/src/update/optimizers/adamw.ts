import * as z from 'zod';
import { momentOptions, momentScalars, momentSlots, momentStep } from './adaptive-moments.js';
import { defineOptimizer } from './optimizer-component.js';
import { weightDecay } from './weight-decay.js';

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), as `torch.optim.AdamW`: Adam's step from the
 * bare gradient, and p ← p − rate · decay · p with the p from before it.
 */
export const adamW = defineOptimizer({
  type: 'adamw',
  configSchema: z.strictObject({
    ...momentOptions,
    /** Share of the weights that is taken off at each update, times the learning rate. */
    weightDecay: weightDecay.default(0.01),
  }),
  create: (config) => ({
    slots: momentSlots,
    scalars: (step, learningRate) => ({
      ...momentScalars(config, step, learningRate),
      decay: learningRate * config.weightDecay,
    }),
    update: (g, values) => {
      const { parameter, scalars } = values;
      const { step, slots } = momentStep(g, config, values, values.gradient);
      // Not as a factor 1 − decay, which single precision would round to steps of 6e-8.
      const shrinkage = g.op('Mul', [parameter, scalars.decay]);
      return { parameter: g.op('Sub', [parameter, g.op('Add', [step, shrinkage])]), slots };
    },
  }),
});
