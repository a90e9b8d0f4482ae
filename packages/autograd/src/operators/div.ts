import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** y = a / b: ∂a = ∂y / b, ∂b = −∂y · y / b, summed over broadcast axes. */
export const div: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs: [, b], outputs: [y], inputValues, outputValues, wanted }) => {
    const quotient = g.op('Div', [dy!, b]);
    const sum = (value: typeof quotient, i: number) =>
      sumToShape(g, value, outputValues[0].shape, inputValues[i]!.shape);
    return [
      wanted[0] ? sum(quotient, 0) : undefined,
      wanted[1] ? g.op('Neg', [sum(g.op('Mul', [quotient, y]), 1)]) : undefined,
    ];
  },
};

/** y = 1 / x: ∂x = −∂y · y². */
export const reciprocal: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [
    g.op('Neg', [g.op('Mul', [dy!, g.op('Mul', [y, y])])]),
  ],
};
