import { readAttribute, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

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
