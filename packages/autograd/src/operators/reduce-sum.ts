import { axesOf } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** y = Σ x over the reduced axes: ∂x = ∂y, repeated along them. */
export const reduceSum: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues }) => {
    const { shape } = inputValues[0]!;
    const axes = axesOf(node, inputValues, 1, shape.length) ?? shape.map((_, axis) => axis);
    const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    return [g.op('Expand', [g.op('Reshape', [dy!, g.ints(...kept)]), g.ints(...shape)])];
  },
};
