import { readAttribute } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** Axes in another order: ∂x is ∂y with its axes brought back. */
export const transpose: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues: [x] }) => {
    const axes = x!.shape.map((_, axis) => axis);
    const order = readAttribute(node, 'ints', 'perm', undefined) ?? axes.toReversed();
    return [g.op('Transpose', [dy!], { perm: axes.map((axis) => order.indexOf(axis)) })];
  },
};
