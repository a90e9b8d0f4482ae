import { readAttribute } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** y = x where x > 0, else α·x: ∂x = ∂y or α·∂y (also at 0, as PyTorch has it). */
export const leakyRelu: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs: [x] }) => {
    const alpha = readAttribute(node, 'float', 'alpha', 0.01);
    const isPositive = g.op('Greater', [x, g.float(0)]);
    return [g.op('Where', [isPositive, dy, g.op('Mul', [dy, g.float(alpha)])])];
  },
};
