import { axisOf } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** The parts of a tensor: ∂x is the parts' gradients side by side, 0 for parts that the loss does not depend on. */
export const split: Differentiable = {
  gradient: ({ g, node, gradients, outputValues }) => {
    const parts = gradients.map(
      (gradient, i) => gradient ?? g.op('Expand', [g.float(0), g.ints(...outputValues[i].shape)]),
    );
    return [g.op('Concat', parts, { axis: axisOf(node, 0, outputValues[0].shape.length) })];
  },
};
