import { axesOf, nodeMismatch, readAttribute, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/**
 * x with a constant around it: ∂x is the part of ∂y inside, the gradient of the constant is what lies around it.
 * Negative pads crop x; what they cut off gets 0.
 *
 * @throws LangSegError `GRAPH_INVALID` for modes other than `constant`.
 */
export const pad: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs, inputValues, wanted }) => {
    const mode = readAttribute(node, 'string', 'mode', 'constant');
    if (mode !== 'constant') throw nodeMismatch(node, 'mode constant to be differentiated', mode);
    const { shape } = inputValues[0]!;
    const pads = inputValues[1]!.elements!;
    const axes = axesOf(node, inputValues, 3, shape.length) ?? shape.map((_, axis) => axis);

    const inside = g.op('Pad', [dy, g.ints(...pads.map((length) => 0 - length)), undefined, g.ints(...axes)]);
    const total = (value: Value | undefined) => g.op('ReduceSum', [value], { keepdims: 0 });
    const around = () =>
      g.op('Reshape', [g.op('Sub', [total(dy), total(inside)]), g.op('Shape', [inputs[2]])]);
    return [wanted[0] ? inside : undefined, undefined, wanted[2] ? around() : undefined];
  },
};
