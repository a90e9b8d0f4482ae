import { sizeOf } from '@langseg/core';
import type { Differentiable } from '../differentiable.js';
import { reducedAxes } from './reduced-axes.js';

/** y = Σ x over the reduced axes: ∂x = ∂y, repeated along them. */
export const reduceSum: Differentiable = {
  gradient: (context) => {
    const { g, gradients, inputValues } = context;
    const kept = g.op('Reshape', [gradients[0], g.ints(...reducedAxes(context).kept)]);
    return [g.op('Expand', [kept, g.ints(...inputValues[0]!.shape)])];
  },
};

/** The mean of x over the reduced axes, n elements each, or over all but the first two (`GlobalAveragePool`): ∂x = ∂y / n. */
export const reduceMean: Differentiable = {
  gradient: (context) => {
    const { g, node, gradients, inputValues } = context;
    const { shape } = inputValues[0]!;
    const isPool = node.operator === 'GlobalAveragePool';
    const kept = isPool ? [...shape.slice(0, 2), ...shape.slice(2).map(() => 1)] : reducedAxes(context).kept;
    const share = g.op('Mul', [gradients[0], g.float(sizeOf(kept) / sizeOf(shape))]);
    return [g.op('Expand', [g.op('Reshape', [share, g.ints(...kept)]), g.ints(...shape)])];
  },
};
