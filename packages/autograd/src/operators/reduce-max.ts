import { sizeOf, tensor } from '@langseg/core';
import { onnxDataType, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { reducedAxes } from './reduced-axes.js';

/**
 * y = max x over the reduced axes: ∂y goes to the first element, in row-major order, that is the largest, and 0 to the
 * others. That is what `torch.max(x, dim)` does; `torch.amax` would share it among equals.
 */
export const reduceMax: Differentiable = {
  gradient: (context) => {
    const { g, gradients, inputs, inputValues } = context;
    const { shape } = inputValues[0]!;
    const { axes, kept } = reducedAxes(context);
    const dy = g.op('Reshape', [gradients[0], g.ints(...kept)]);
    if (axes.length === 0) return [dy];
    if (axes.length === 1) return [alongAxis(g, inputs[0]!, dy, shape, axes[0])];

    // Several axes become one, the last.
    const order = [...shape.keys()]
      .filter((axis) => !axes.includes(axis))
      .concat(axes.toSorted((a, b) => a - b));
    const moved = order.map((axis) => shape[axis]);
    const matrix = [sizeOf(kept), sizeOf(shape) / sizeOf(kept)];
    const rows = g.op('Reshape', [g.op('Transpose', [inputs[0]], { perm: order }), g.ints(...matrix)]);
    const column = g.op('Reshape', [gradients[0], g.ints(matrix[0], 1)]);
    const gradient = g.op('Reshape', [alongAxis(g, rows, column, matrix, 1), g.ints(...moved)]);
    return [g.op('Transpose', [gradient], { perm: order.map((_, axis) => order.indexOf(axis)) })];
  },
};

/**
 * ∂y where the largest element of the axis is, 0 elsewhere. Positions are compared as floats, which runtimes do faster
 * than with int64; whole numbers up to 2²⁴ are exact.
 */
function alongAxis(g: GraphBuilder, x: Value, dy: Value, shape: readonly number[], axis: number): Value {
  const to = onnxDataType('float32');
  const positions = g.constant(
    tensor(
      'float32',
      shape.map((length, i) => (i === axis ? length : 1)),
      Float32Array.from({ length: shape[axis] }, (_, i) => i),
    ),
  );
  const first = g.op('Cast', [g.op('ArgMax', [x], { axis })], { to });
  const isFirst = g.op('Cast', [g.op('Equal', [first, positions])], { to });
  return g.op('Mul', [dy, isFirst]);
}
