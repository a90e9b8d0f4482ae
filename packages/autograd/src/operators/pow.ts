import { onnxDataType } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/**
 * y = aᵇ: ∂a = ∂y · b · aᵇ⁻¹, ∂b = ∂y · y · ln a, summed over broadcast axes. Where a ≤ 0 the gradient of the
 * exponent is 0 (PyTorch has 0 at a = 0 and no number below).
 */
export const pow: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs: [a, b], outputs: [y], inputValues, outputValues, wanted }) => {
    const [base, exponent] = inputValues;
    const sum = (value: typeof y, i: number) =>
      sumToShape(g, value, outputValues[0].shape, inputValues[i]!.shape);

    const slope = () => {
      const only = exponent!.elements?.every((value, _, [first]) => value === first)
        ? exponent!.elements[0]
        : undefined;
      if (only === 2) return g.op('Add', [a, a]);
      const real = exponent!.dtype === base!.dtype ? b : g.op('Cast', [b], { to: onnxDataType(base!.dtype) });
      const power = g.op('Pow', [a, g.op('Sub', [real, g.float(1)])]);
      return g.op('Mul', [power, real]);
    };
    const logarithm = () => {
      const isPositive = g.op('Greater', [a, g.float(0)]);
      return g.op('Log', [g.op('Where', [isPositive, a, g.float(1)])]);
    };
    return [
      wanted[0] ? sum(g.op('Mul', [dy!, slope()]), 0) : undefined,
      wanted[1] ? sum(g.op('Mul', [g.op('Mul', [dy!, y]), logarithm()]), 1) : undefined,
    ];
  },
};
