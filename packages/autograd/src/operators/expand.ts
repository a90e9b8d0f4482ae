import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** y is x repeated: ∂x = Σ ∂y over the axes it was repeated along. */
export const expand: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [x], outputValues: [y] }) => [
    sumToShape(g, dy!, y.shape, x!.shape),
  ],
};
