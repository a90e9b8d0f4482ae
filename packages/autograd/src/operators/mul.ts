import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** y = a · b: ∂a = ∂y · b, ∂b = ∂y · a, summed over broadcast axes. */
export const mul: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs, inputValues, outputValues: [y], wanted }) =>
    inputs.map((_, i) =>
      wanted[i]
        ? sumToShape(g, g.op('Mul', [dy!, inputs[1 - i]]), y.shape, inputValues[i]!.shape)
        : undefined,
    ),
};
