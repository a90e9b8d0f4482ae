import { onnxDataType } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/**
 * The largest (`Max`) or smallest (`Min`) of some operands, element by element: the gradient goes to the operand that
 * equals y. Operands that tie share it evenly, as those of `torch.maximum` do.
 */
export const extremum: Differentiable = {
  gradient: ({
    g,
    gradients: [dy],
    inputs,
    outputs: [y],
    inputValues,
    outputValues: [{ dtype, shape }],
    wanted,
  }) => {
    const masks = inputs.map((input) =>
      g.op('Cast', [g.op('Equal', [input, y])], { to: onnxDataType(dtype) }),
    );
    const count = masks.reduce((sum, mask) => g.op('Add', [sum, mask]));
    const share = masks.length > 1 ? g.op('Div', [dy!, count]) : dy!;
    return masks.map((mask, i) =>
      wanted[i] ? sumToShape(g, g.op('Mul', [share, mask]), shape, inputValues[i]!.shape) : undefined,
    );
  },
};
