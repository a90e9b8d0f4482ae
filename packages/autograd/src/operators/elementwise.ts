import { onnxDataType } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** y = a + b: ∂a = ∂y, ∂b = ∂y, summed over broadcast axes. */
export const add: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues, outputValues: [y], wanted }) =>
    inputValues.map((input, i) => (wanted[i] ? sumToShape(g, dy!, y.shape, input!.shape) : undefined)),
};

/** y = a − b: ∂a = ∂y, ∂b = −∂y, summed over broadcast axes. */
export const sub: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [a, b], outputValues: [y], wanted }) => [
    wanted[0] ? sumToShape(g, dy!, y.shape, a!.shape) : undefined,
    wanted[1] ? g.op('Neg', [sumToShape(g, dy!, y.shape, b!.shape)]) : undefined,
  ],
};

/** y = a · b: ∂a = ∂y · b, ∂b = ∂y · a, summed over broadcast axes. */
export const mul: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs, inputValues, outputValues: [y], wanted }) =>
    inputs.map((_, i) =>
      wanted[i]
        ? sumToShape(g, g.op('Mul', [dy!, inputs[1 - i]]), y.shape, inputValues[i]!.shape)
        : undefined,
    ),
};

/** y = a / b: ∂a = ∂y / b, ∂b = −∂y · y / b, summed over broadcast axes. */
export const div: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs: [, b], outputs: [y], inputValues, outputValues, wanted }) => {
    const quotient = g.op('Div', [dy!, b]);
    const sum = (value: typeof quotient, i: number) =>
      sumToShape(g, value, outputValues[0].shape, inputValues[i]!.shape);
    return [
      wanted[0] ? sum(quotient, 0) : undefined,
      wanted[1] ? g.op('Neg', [sum(g.op('Mul', [quotient, y]), 1)]) : undefined,
    ];
  },
};

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

/** y = a where the condition holds, else b: ∂a and ∂b are the parts of ∂y that came from them, 0 elsewhere. */
export const where: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs: [condition], inputValues, outputValues: [y], wanted }) => {
    const part = (i: number, whenTrue: typeof dy, whenFalse: typeof dy) =>
      wanted[i]
        ? sumToShape(g, g.op('Where', [condition, whenTrue, whenFalse]), y.shape, inputValues[i]!.shape)
        : undefined;
    return [undefined, part(1, dy, g.float(0)), part(2, g.float(0), dy)];
  },
};
