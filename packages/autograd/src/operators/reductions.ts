import { sizeOf, tensor } from '@langseg/core';
import { axesOf, onnxDataType, readAttribute, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { Differentiable, NodeContext } from '../differentiable.js';

/** y = Σ x over the reduced axes: ∂x = ∂y, repeated along them. */
export const reduceSum: Differentiable = {
  gradient: (context) => {
    const { g, gradients, inputValues } = context;
    const kept = g.op('Reshape', [gradients[0], g.ints(...reducedAxes(context).kept)]);
    return [g.op('Expand', [kept, g.ints(...inputValues[0]!.shape)])];
  },
};

/** The mean of x over the reduced axes, n elements each, or over all but the first two (`GlobalAveragePool`): ∂x = ∂y / n. */
export const reduceMean: Differentiable = {
  gradient: (context) => {
    const { g, node, gradients, inputValues } = context;
    const { shape } = inputValues[0]!;
    const isPool = node.operator === 'GlobalAveragePool';
    const kept = isPool ? [...shape.slice(0, 2), ...shape.slice(2).map(() => 1)] : reducedAxes(context).kept;
    const share = g.op('Mul', [gradients[0], g.float(sizeOf(kept) / sizeOf(shape))]);
    return [g.op('Expand', [g.op('Reshape', [share, g.ints(...kept)]), g.ints(...shape)])];
  },
};

/** y = Σ x² over the reduced axes: ∂x = 2x · ∂y. */
export const reduceSumSquare: Differentiable = {
  gradient: (context) => {
    const { g, gradients, inputs } = context;
    const kept = g.op('Reshape', [gradients[0], g.ints(...reducedAxes(context).kept)]);
    return [g.op('Mul', [inputs[0], g.op('Add', [kept, kept])])];
  },
};

/** y = √Σ x² over the reduced axes: ∂x = x · ∂y / y; 0 where y = 0, as PyTorch's `norm` has it. */
export const reduceL2: Differentiable = {
  gradient: (context) => {
    const { g, gradients, inputs, outputs } = context;
    const isZero = g.op('Equal', [outputs[0], g.float(0)]);
    const ratio = g.op('Where', [isZero, g.float(0), g.op('Div', [gradients[0], outputs[0]])]);
    const kept = g.op('Reshape', [ratio, g.ints(...reducedAxes(context).kept)]);
    return [g.op('Mul', [inputs[0], kept])];
  },
};

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

/** The axes a reduction runs over, and the shape of its output with them kept as lengths of 1. */
function reducedAxes({ node, inputValues }: Pick<NodeContext, 'node' | 'inputValues'>): {
  readonly axes: readonly number[];
  readonly kept: readonly number[];
} {
  const { shape } = inputValues[0]!;
  const given = axesOf(node, inputValues, 1, shape.length) ?? [];
  const isIdentity = given.length === 0 && readAttribute(node, 'int', 'noop_with_empty_axes', 0) === 1;
  const axes = given.length > 0 || isIdentity ? given : shape.map((_, axis) => axis);
  return { axes, kept: shape.map((length, axis) => (axes.includes(axis) ? 1 : length)) };
}
