import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** y = a + b: ∂a = ∂y, ∂b = ∂y, summed over broadcast axes. */
export const add: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues, outputValues: [y], wanted }) =>
    inputValues.map((input, i) => (wanted[i] ? sumToShape(g, dy!, y.shape, input!.shape) : undefined)),
};

/** y = a − b: ∂a = ∂y, ∂b = −∂y, summed over broadcast axes. */
export const sub: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [a, b], outputValues: [y], wanted }) => [
    wanted[0] ? sumToShape(g, dy!, y.shape, a!.shape) : undefined,
    wanted[1] ? g.op('Neg', [sumToShape(g, dy!, y.shape, b!.shape)]) : undefined,
  ],
};
