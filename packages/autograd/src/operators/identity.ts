import type { Differentiable } from '../differentiable.js';

/** y = x: ∂x = ∂y. */
export const identity: Differentiable = {
  gradient: ({ gradients: [dy] }) => [dy],
};
