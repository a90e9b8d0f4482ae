import type { Value } from '@langseg/onnx-graph';
import * as z from 'zod';
import type { Optimizer, UpdatedValues } from './optimizer.js';
import { defineOptimizer } from './optimizer-component.js';
import { weightDecay, withL2Decay } from './weight-decay.js';

/** The defaults are those of the official LSeg training. */
const configSchema = z
  .strictObject({
    /** Share of the last update's direction that is kept; 0 keeps none and needs no memory. */
    momentum: z.number().min(0).lt(1).default(0.9),
    /** Share of the gradient that does not enter the momentum, from the second update on. */
    dampening: z.number().min(0).lt(1).default(0),
    /** L2 regularisation, added to the gradient. */
    weightDecay: weightDecay.default(1e-4),
    /** Looks ahead along the momentum (Nesterov 1983). */
    nesterov: z.boolean().default(false),
  })
  .refine(({ momentum, dampening, nesterov }) => !nesterov || (momentum > 0 && dampening === 0), {
    path: ['nesterov'],
    error: 'Nesterov’s method needs a momentum above 0 and no dampening',
  });

/**
 * Stochastic gradient descent with momentum, as `torch.optim.SGD` (Sutskever et al. 2013, _On the importance of
 * initialization and momentum in deep learning_):
 *
 * - g = gradient + decay · p
 * - m ← momentum · m + (1 − dampening) · g, at the first update m ← g
 * - p ← p − rate · m, or with Nesterov p − rate · (g + momentum · m)
 */
export const sgd = defineOptimizer({ type: 'sgd', configSchema, create: descentBy });

function descentBy(config: z.output<typeof configSchema>): Optimizer {
  const hasMomentum = config.momentum > 0;
  const isDamped = hasMomentum && config.dampening > 0;
  return {
    slots: hasMomentum ? ['momentum'] : [],
    scalars: (step, learningRate) => ({
      learningRate,
      ...(isDamped && { gradientShare: step === 1 ? 1 : 1 - config.dampening }),
    }),
    update: (g, { parameter, gradient, slots, scalars }): UpdatedValues => {
      const { learningRate, gradientShare } = scalars;
      const decayed = withL2Decay(g, parameter, gradient, config.weightDecay);
      const descend = (direction: Value) => g.op('Sub', [parameter, g.op('Mul', [direction, learningRate])]);
      if (!hasMomentum) return { parameter: descend(decayed), slots: {} };

      const factor = g.float(config.momentum);
      const added = isDamped ? g.op('Mul', [decayed, gradientShare]) : decayed;
      // The slot is 0 at first, so the first update needs no case of its own.
      const momentum = g.op('Add', [g.op('Mul', [slots.momentum, factor]), added]);
      const ahead = () => g.op('Add', [decayed, g.op('Mul', [momentum, factor])]);
      return { parameter: descend(config.nesterov ? ahead() : momentum), slots: { momentum } };
    },
  };
}
