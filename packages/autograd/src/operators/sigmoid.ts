import type { Differentiable } from '../differentiable.js';

/** y = 1 / (1 + e⁻ˣ): ∂x = ∂y · (y − y²). */
export const sigmoid: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [
    g.op('Mul', [dy!, g.op('Sub', [y, g.op('Mul', [y, y])])]),
  ],
};

/** y = tanh x: ∂x = ∂y · (1 − y²). */
export const tanh: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [
    g.op('Mul', [dy!, g.op('Sub', [g.float(1), g.op('Mul', [y, y])])]),
  ],
};
