import { sizeOf, tensor } from '@langseg/core';
import {
  axesOf,
  axisOf,
  nodeMismatch,
  onnxDataType,
  readAttribute,
  sliceRanges,
  type GraphBuilder,
  type SliceRange,
  type Value,
} from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { scatterRanges } from './scatter-ranges.js';
import { sumToShape } from './sum-to-shape.js';

/** Axes in another order: ∂x is ∂y with its axes brought back. */
export const transpose: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues: [x] }) => {
    const axes = x!.shape.map((_, axis) => axis);
    const order = readAttribute(node, 'ints', 'perm', undefined) ?? axes.toReversed();
    return [g.op('Transpose', [dy!], { perm: axes.map((axis) => order.indexOf(axis)) })];
  },
};

/** y is x repeated: ∂x = Σ ∂y over the axes it was repeated along. */
export const expand: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [x], outputValues: [y] }) => [
    sumToShape(g, dy!, y.shape, x!.shape),
  ],
};

/** A part of x: ∂x is ∂y where it was taken from, 0 elsewhere. */
export const slice: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues }) => [
    scatterRanges(g, dy!, inputValues[0]!.shape, sliceRanges(node, inputValues)),
  ],
};

/** The parts of a tensor: ∂x is the parts' gradients side by side, 0 for parts that the loss does not depend on. */
export const split: Differentiable = {
  gradient: ({ g, node, gradients, outputValues }) => {
    const parts = gradients.map(
      (gradient, i) => gradient ?? g.op('Expand', [g.float(0), g.ints(...outputValues[i].shape)]),
    );
    return [g.op('Concat', parts, { axis: axisOf(node, 0, outputValues[0].shape.length) })];
  },
};

/** Tensors side by side: each one's gradient is its part of ∂y. */
export const concat: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues, outputValues: [{ shape }], wanted }) => {
    const axis = axisOf(node, 0, shape.length);
    const sizes = inputValues.map((input) => input!.shape[axis]);
    if (sizes.length === 1) return [dy];
    if (wanted.filter(Boolean).length > 1)
      return g.ops('Split', [dy!, g.ints(...sizes)], sizes.length, { axis });
    const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size));
    return sizes.map((size, i) =>
      wanted[i] ? g.op('Slice', [dy!, g.ints(ends[i] - size), g.ints(ends[i]), g.ints(axis)]) : undefined,
    );
  },
};

/** Larger matrices are computed by the graph rather than stored in it. */
const largestConstant = 65_536;

/**
 * Slices of x along an axis of length L, at M indices: each slice of ∂x is the sum of the slices of ∂y that were taken
 * from it.
 *
 * Constant indices that are evenly spaced (one token, q of qkv) are a slice. Others are a product with the matrix
 * `[L, M]` that has a 1 where row l was taken as m; for a large table of which few rows are read, that costs L/M
 * times what it needs to.
 */
export const gather: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs, inputValues: [x, indices] }) => {
    const { shape } = x!;
    const axis = axisOf(node, 0, shape.length);
    const length = shape[axis];
    const count = sizeOf(indices!.shape);
    const known = indices!.elements?.map((index) => (index < 0 ? index + length : index));

    const range = known && evenlySpaced(known);
    if (range) {
      const taken = g.op('Reshape', [dy!, g.ints(...shape.with(axis, count))]);
      const ranges = shape.map((whole) => ({ start: 0, step: 1, length: whole }));
      return [scatterRanges(g, taken, shape, ranges.with(axis, range))];
    }
    const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
    const rows = g.op('Reshape', [dy!, g.ints(outer, count, inner)]);
    const taken =
      known && length * count <= largestConstant
        ? constantRows(g, known, length)
        : computedRows(g, inputs[1]!, count, length);
    return [g.op('Reshape', [g.op('MatMul', [taken, rows]), g.ints(...shape)])];
  },
};

function evenlySpaced(indices: readonly number[]): SliceRange | undefined {
  if (indices.length === 0) return undefined;
  const [start] = indices;
  const step = indices.length > 1 ? indices[1] - start : 1;
  const isEven = step !== 0 && indices.every((index, i) => index === start + i * step);
  return isEven ? { start, step, length: indices.length } : undefined;
}

/** `[L, M]`: 1 where the column's index is the row's number. */
function constantRows(g: GraphBuilder, indices: readonly number[], length: number): Value {
  const data = new Float32Array(length * indices.length);
  indices.forEach((index, column) => (data[index * indices.length + column] = 1));
  return g.constant(tensor('float32', [length, indices.length], data));
}

/** The same matrix for indices that are computed by the graph; those below 0 count from the end. */
function computedRows(g: GraphBuilder, indices: Value, count: number, length: number): Value {
  const int64 = (shape: readonly number[], first: number, size: number) =>
    g.constant(
      tensor(
        'int64',
        shape,
        BigInt64Array.from({ length: size }, (_, i) => BigInt(first + i)),
      ),
    );
  const wide = g.op('Cast', [indices], { to: onnxDataType('int64') });
  const columns = g.op('Reshape', [wide, g.ints(1, count)]);
  const fromStart = g.op('Where', [
    g.op('Less', [columns, int64([], 0, 1)]),
    g.op('Add', [columns, int64([], length, 1)]),
    columns,
  ]);
  const isTaken = g.op('Equal', [int64([length, 1], 0, length), fromStart]);
  return g.op('Cast', [isTaken], { to: onnxDataType('float32') });
}

/**
 * x with a constant around it: ∂x is the part of ∂y inside, the gradient of the constant is what lies around it.
 * Negative pads crop x; what they cut off gets 0.
 *
 * @throws LangSegError `GRAPH_INVALID` for modes other than `constant`.
 */
export const pad: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs, inputValues, wanted }) => {
    const mode = readAttribute(node, 'string', 'mode', 'constant');
    if (mode !== 'constant') throw nodeMismatch(node, 'mode constant to be differentiated', mode);
    const { shape } = inputValues[0]!;
    const pads = inputValues[1]!.elements!;
    const axes = axesOf(node, inputValues, 3, shape.length) ?? shape.map((_, axis) => axis);

    const inside = g.op('Pad', [dy, g.ints(...pads.map((length) => 0 - length)), undefined, g.ints(...axes)]);
    const total = (value: Value | undefined) => g.op('ReduceSum', [value], { keepdims: 0 });
    const around = () =>
      g.op('Reshape', [g.op('Sub', [total(dy), total(inside)]), g.op('Shape', [inputs[2]])]);
    return [wanted[0] ? inside : undefined, undefined, wanted[2] ? around() : undefined];
  },
};

/** One triangle of each matrix: ∂x is the same triangle of ∂y. */
export const trilu: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs: [, diagonal] }) =>
    g.copy(node, [dy, diagonal], [`${node.outputs[0]}:gradient`]),
};
