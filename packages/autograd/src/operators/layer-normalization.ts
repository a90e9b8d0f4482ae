import { sizeOf } from '@langseg/core';
import { axisOf } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumRows } from './sum-to-shape.js';

/**
 * y = γ·x̂ + β with x̂ = (x − μ)·r, where μ and r = 1/√(σ² + ε) are taken over the N elements of the axes from `axis` on
 * (Ba et al. 2016, _Layer Normalization_). With ĝ = ∂y·γ, row by row:
 *
 *     ∂x = r · (ĝ − mean(ĝ) − x̂ · mean(ĝ·x̂)),   ∂γ = Σ ∂y·x̂,   ∂β = Σ ∂y
 *
 * The forward pass keeps μ and r, which the operator offers as further outputs. ∂y·x̂ serves both ∂γ and, as a product
 * with the column γ/N, the second mean.
 */
export const layerNormalization: Differentiable = {
  forward: ({ g, node, inputs }) => {
    const [output] = node.outputs;
    const [y, mean, inverse] = g.copy(node, inputs, [output, `${output}:mean`, `${output}:inverse`]);
    return { outputs: [y, mean, inverse].slice(0, node.outputs.length), saved: { mean, inverse } };
  },
  gradient: ({ g, node, gradients: [dy], inputs: [x, scale], inputValues, saved, wanted }) => {
    const { shape } = inputValues[0]!;
    const normalized = shape.slice(axisOf(node, -1, shape.length));
    const columns = sizeOf(normalized);
    const rows = sizeOf(shape) / columns;
    const matrix = (value: typeof x, ...lengths: number[]) => g.op('Reshape', [value, g.ints(...lengths)]);

    const [mean, r] = [matrix(saved.mean, rows, 1), matrix(saved.inverse, rows, 1)];
    const centred = g.op('Mul', [g.op('Sub', [matrix(x, rows, columns), mean]), r]);
    const gradient = matrix(dy, rows, columns);
    const product = g.op('Mul', [gradient, centred]);
    const gradientOfX = () => {
      const scaled = g.op('Mul', [gradient, matrix(scale, 1, columns)]);
      const rest = g.op('Sub', [scaled, g.op('ReduceMean', [scaled, g.ints(1)])]);
      const share = g.op('Mul', [matrix(scale, columns, 1), g.float(1 / columns)]);
      const projection = g.op('Mul', [centred, g.op('Gemm', [product, share])]);
      return matrix(g.op('Mul', [g.op('Sub', [rest, projection]), r]), ...shape);
    };
    return [
      wanted[0] ? gradientOfX() : undefined,
      wanted[1] ? matrix(sumRows(g, product, rows, columns), ...normalized) : undefined,
      wanted[2] ? matrix(sumRows(g, gradient, rows, columns), ...normalized) : undefined,
    ];
  },
};
