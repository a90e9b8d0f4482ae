import { onnxDataType } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** y = max(x, 0): ∂x = ∂y where y > 0, else 0 (also at 0, as PyTorch has it). */
export const relu: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y], outputValues: [{ dtype }] }) => {
    const isPositive = g.op('Cast', [g.op('Greater', [y, g.float(0)])], { to: onnxDataType(dtype) });
    return [g.op('Mul', [dy!, isPositive])];
  },
};
