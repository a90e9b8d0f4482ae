import type { Differentiable } from '../differentiable.js';

/** y = −x: ∂x = −∂y. */
export const neg: Differentiable = {
  gradient: ({ g, gradients: [dy] }) => [g.op('Neg', [dy!])],
};
