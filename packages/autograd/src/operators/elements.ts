import { readAttribute } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** y[i] = x at indexᵢ along an axis: ∂x collects ∂y at the places it was taken from. */
export const gatherElements: Differentiable = {
  gradient({ g, node, inputs, inputValues, gradients }) {
    const axis = readAttribute(node, 'int', 'axis', 0);
    const zeros = g.op('Expand', [g.float(0), g.ints(...inputValues[0]!.shape)]);
    return [g.op('ScatterElements', [zeros, inputs[1], gradients[0]], { axis, reduction: 'add' })];
  },
};

/** y = x with u added at (or, without `reduction`, put in place of) x's elements at the indices: ∂u = ∂y there, ∂x = ∂y elsewhere. */
export const scatterElements: Differentiable = {
  gradient({ g, node, inputs, inputValues, gradients }) {
    const axis = readAttribute(node, 'int', 'axis', 0);
    const adds = readAttribute(node, 'string', 'reduction', 'none') === 'add';
    const dy = gradients[0];
    const zeros = () => g.op('Expand', [g.float(0), g.ints(...inputValues[2]!.shape)]);
    return [
      adds ? dy : g.op('ScatterElements', [dy, inputs[1], zeros()], { axis }),
      undefined,
      g.op('GatherElements', [dy, inputs[1]], { axis }),
    ];
  },
};
