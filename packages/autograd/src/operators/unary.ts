import { onnxDataType, readAttribute, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** y = x: ∂x = ∂y. */
export const identity: Differentiable = {
  gradient: ({ gradients: [dy] }) => [dy],
};

/** The same elements in another shape (`Reshape`, `Flatten`, `Squeeze`, `Unsqueeze`): ∂x is ∂y in the shape of x. */
export const reshape: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [x] }) => [g.op('Reshape', [dy!, g.ints(...x!.shape)])],
};

/** The same real numbers in another precision: ∂x is ∂y in that of x. From or to whole numbers nothing passes. */
export const cast: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [x], outputValues: [y] }) => {
    if (!x!.dtype.startsWith('float') || !y.dtype.startsWith('float')) return [];
    return [x!.dtype === y.dtype ? dy : g.op('Cast', [dy!], { to: onnxDataType(x!.dtype) })];
  },
};

/** y = −x: ∂x = −∂y. */
export const neg: Differentiable = {
  gradient: ({ g, gradients: [dy] }) => [g.op('Neg', [dy!])],
};

/** y = 1 / x: ∂x = −∂y · y². */
export const reciprocal: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [
    g.op('Neg', [g.op('Mul', [dy!, g.op('Mul', [y, y])])]),
  ],
};

/** y = eˣ: ∂x = ∂y · y. */
export const exp: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [g.op('Mul', [dy!, y])],
};

/** y = ln x: ∂x = ∂y / x. */
export const log: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs: [x] }) => [g.op('Div', [dy!, x])],
};

/** y = √x: ∂x = ∂y / 2y; infinite at 0, as PyTorch has it. */
export const sqrt: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [g.op('Div', [dy!, g.op('Add', [y, y])])],
};

/** y = 2/√π ∫₀ˣ exp(−t²) dt: ∂x = ∂y · 2/√π · exp(−x²). */
export const erf: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs: [x] }) => {
    const bell = g.op('Exp', [g.op('Neg', [g.op('Mul', [x, x])])]);
    return [g.op('Mul', [g.op('Mul', [dy!, g.float(2 / Math.sqrt(Math.PI))]), bell])];
  },
};

/** y = max(x, 0): ∂x = ∂y where y > 0, else 0 (also at 0, as PyTorch has it). */
export const relu: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y], outputValues: [{ dtype }] }) => {
    const isPositive = g.op('Cast', [g.op('Greater', [y, g.float(0)])], { to: onnxDataType(dtype) });
    return [g.op('Mul', [dy!, isPositive])];
  },
};

/** y = x where x > 0, else α·x: ∂x = ∂y or α·∂y (also at 0, as PyTorch has it). */
export const leakyRelu: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs: [x] }) => {
    const alpha = readAttribute(node, 'float', 'alpha', 0.01);
    const isPositive = g.op('Greater', [x, g.float(0)]);
    return [g.op('Where', [isPositive, dy, g.op('Mul', [dy, g.float(alpha)])])];
  },
};

/** y = 1 / (1 + e⁻ˣ): ∂x = ∂y · (y − y²). */
export const sigmoid: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [
    g.op('Mul', [dy!, g.op('Sub', [y, g.op('Mul', [y, y])])]),
  ],
};

/** y = tanh x: ∂x = ∂y · (1 − y²). */
export const tanh: Differentiable = {
  gradient: ({ g, gradients: [dy], outputs: [y] }) => [
    g.op('Mul', [dy!, g.op('Sub', [g.float(1), g.op('Mul', [y, y])])]),
  ],
};

/**
 * y = x · Φ(x) (Hendrycks and Gimpel 2016, _Gaussian Error Linear Units_), Φ the normal distribution function:
 * ∂x = ∂y · (Φ(x) + x · φ(x)), φ the normal density. With `approximate` `tanh`, Φ is (1 + tanh t) / 2 with
 * t = √(2/π) · (x + 0.044715·x³), and x·φ becomes x/2 · (1 − tanh² t) · t′.
 *
 * Φ is computed again: keeping it in the forward pass costs memory and takes longer than the one fused `Gelu`.
 */
export const gelu: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs: [x] }) => {
    const isTanh = readAttribute(node, 'string', 'approximate', 'none') === 'tanh';
    const doubled = isTanh ? approximateSlope(g, x!) : exactSlope(g, x!);
    return [g.op('Mul', [g.op('Mul', [dy!, g.float(0.5)]), doubled])];
  },
};

/** 2·y′ = 1 + erf u + 2/√π · u · exp(−u²) with u = x / √2. */
function exactSlope(g: GraphBuilder, x: Value): Value {
  const u = g.op('Mul', [x, g.float(Math.SQRT1_2)]);
  const bell = g.op('Exp', [g.op('Neg', [g.op('Mul', [u, u])])]);
  const density = g.op('Mul', [g.op('Mul', [u, bell]), g.float(2 / Math.sqrt(Math.PI))]);
  return g.op('Add', [g.op('Add', [g.op('Erf', [u]), density]), g.float(1)]);
}

/** 2·y′ = 1 + tanh t + x · (1 − tanh² t) · t′. */
function approximateSlope(g: GraphBuilder, x: Value): Value {
  const factor = Math.sqrt(2 / Math.PI);
  const square = g.op('Mul', [x, x]);
  const polynomial = (cubic: number) =>
    g.op('Add', [g.op('Mul', [square, g.float(factor * cubic)]), g.float(factor)]);
  const tanh = g.op('Tanh', [g.op('Mul', [x, polynomial(0.044715)])]);
  const bell = g.op('Sub', [g.float(1), g.op('Mul', [tanh, tanh])]);
  const density = g.op('Mul', [g.op('Mul', [x, polynomial(3 * 0.044715)]), bell]);
  return g.op('Add', [g.op('Add', [tanh, density]), g.float(1)]);
}

/**
 * y = min(max(x, low), high): ∂x = ∂y where low < x < high, else 0. At the bounds themselves it is 0, as PyTorch's
 * `hardtanh` and `relu6` have it (`torch.clamp` lets it pass there). Where a bound holds, the gradient is the bound's.
 *
 * The mask is read off y, so that x need not be kept.
 */
export const clip: Differentiable = {
  gradient: ({
    g,
    gradients: [dy],
    inputs: [, low, high],
    outputs: [y],
    inputValues,
    outputValues,
    wanted,
  }) => {
    const [{ dtype, shape }] = outputValues;
    const where = (mask: Value) => g.op('Mul', [dy!, g.op('Cast', [mask], { to: onnxDataType(dtype) })]);
    const bound = (value: Value | undefined, i: number) =>
      value && wanted[i]
        ? sumToShape(g, where(g.op('Equal', [y, value])), shape, inputValues[i]!.shape)
        : undefined;
    const inside = [low && g.op('Greater', [y, low]), high && g.op('Less', [y, high])].filter(
      (mask) => !!mask,
    );
    const within = inside.length > 1 ? g.op('And', inside) : inside.at(0);
    return [within ? where(within) : dy, bound(low, 1), bound(high, 2)];
  },
};
