import { sizeOf, tensor } from '@langseg/core';
import { axisOf, onnxDataType, type GraphBuilder, type SliceRange, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { scatterRanges } from './scatter-ranges.js';

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
