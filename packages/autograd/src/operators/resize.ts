import { sizeOf, tensor } from '@langseg/core';
import { resizeAxes, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { interpolationMatrix } from './interpolation-matrix.js';

/**
 * Interpolation, one axis after the other: y = M·x along each, with the constant matrix M that the positions give, so
 * ∂x = Mᵀ·∂y. One matrix product per resized axis, the last axis first.
 *
 * The forward pass stays a `Resize`. As two matrix products it takes longer, by half for a fourfold enlargement of
 * 64 pixels, twice as long for 60 to 120 and four times for 120 to 240; only below 32 pixels are they faster.
 */
export const resize: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues }) => {
    const { shape } = inputValues[0]!;
    const axes = resizeAxes(node, inputValues);
    let lengths = axes.map(({ length }) => length);
    let gradient = dy!;
    for (let at = shape.length - 1; at >= 0; at--) {
      if (axes[at].length === shape[at] && axes[at].scale === 1) continue;
      const matrix = interpolationMatrix(node, axes[at], shape[at]);
      gradient = multiplyAlong(g, gradient, lengths, at, matrix, shape[at]);
      lengths = lengths.with(at, shape[at]);
    }
    return [gradient];
  },
};

/** Mᵀ along an axis of `value`, with M `[lengths[at], to]`. */
function multiplyAlong(
  g: GraphBuilder,
  value: Value,
  lengths: readonly number[],
  at: number,
  matrix: Float32Array<ArrayBuffer>,
  to: number,
): Value {
  const from = lengths[at];
  const inner = sizeOf(lengths.slice(at + 1));
  const outer = sizeOf(lengths.slice(0, at));
  const product =
    inner === 1
      ? g.op('MatMul', [
          g.op('Reshape', [value, g.ints(outer, from)]),
          g.constant(tensor('float32', [from, to], matrix)),
        ])
      : g.op('MatMul', [
          g.constant(tensor('float32', [to, from], transposed(matrix, from, to))),
          g.op('Reshape', [value, g.ints(outer, from, inner)]),
        ]);
  return g.op('Reshape', [product, g.ints(...lengths.with(at, to))]);
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(matrix, (_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)]);
}
