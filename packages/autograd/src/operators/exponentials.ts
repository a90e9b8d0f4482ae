import type { Differentiable } from '../differentiable.js';

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
