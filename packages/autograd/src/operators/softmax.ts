import { axisOf } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** y = eˣ / Σ eˣ along an axis: ∂x = y · (∂y − Σ ∂y·y). */
export const softmax: Differentiable = {
  gradient: ({ g, node, gradients: [dy], outputs: [y], outputValues: [{ shape }] }) => {
    const product = g.op('Mul', [dy!, y]);
    const sum = g.op('ReduceSum', [product, g.ints(axisOf(node, -1, shape.length))], { keepdims: 1 });
    return [g.op('Mul', [y, g.op('Sub', [dy, sum])])];
  },
};

/** y = x − ln Σ eˣ along an axis: ∂x = ∂y − eʸ · Σ ∂y. */
export const logSoftmax: Differentiable = {
  gradient: ({ g, node, gradients: [dy], outputs: [y], outputValues: [{ shape }] }) => {
    const sum = g.op('ReduceSum', [dy!, g.ints(axisOf(node, -1, shape.length))], { keepdims: 1 });
    return [g.op('Sub', [dy!, g.op('Mul', [g.op('Exp', [y]), sum])])];
  },
};
