import type { Differentiable } from '../differentiable.js';

/** The same elements in another shape (`Reshape`, `Flatten`, `Squeeze`, `Unsqueeze`): ∂x is ∂y in the shape of x. */
export const reshape: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [x] }) => [g.op('Reshape', [dy!, g.ints(...x!.shape)])],
};
