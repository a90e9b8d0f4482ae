import type { Differentiable } from '../differentiable.js';
import { reducedAxes } from './reduced-axes.js';

/** y = Σ x² over the reduced axes: ∂x = 2x · ∂y. */
export const reduceSumSquare: Differentiable = {
  gradient: (context) => {
    const { g, gradients, inputs } = context;
    const kept = g.op('Reshape', [gradients[0], g.ints(...reducedAxes(context).kept)]);
    return [g.op('Mul', [inputs[0], g.op('Add', [kept, kept])])];
  },
};

/** y = √Σ x² over the reduced axes: ∂x = x · ∂y / y; 0 where y = 0, as PyTorch's `norm` has it. */
export const reduceL2: Differentiable = {
  gradient: (context) => {
    const { g, gradients, inputs, outputs } = context;
    const isZero = g.op('Equal', [outputs[0], g.float(0)]);
    const ratio = g.op('Where', [isZero, g.float(0), g.op('Div', [gradients[0], outputs[0]])]);
    const kept = g.op('Reshape', [ratio, g.ints(...reducedAxes(context).kept)]);
    return [g.op('Mul', [inputs[0], kept])];
  },
};
