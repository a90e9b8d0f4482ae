import { tensor } from '@langseg/core';
import {
  onnxDataType,
  readAttribute,
  windowGeometry,
  type GraphBuilder,
  type Value,
  type WindowGeometry,
} from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { assertImages } from './convolution/geometry.js';
import { oneHotKernels } from './convolution/one-hot-kernels.js';
import { reachOf, spreadWindows } from './convolution/spread-windows.js';

/** Stands for minus infinity beyond the border: times a zero weight it stays a number. */
const lowest = -3e38;

/**
 * y = the largest of what a window sees: ∂x gets ∂y where the largest element was, the first of equal ones in reading
 * order (as PyTorch has it). What the window's taps see is laid out by a convolution with one-hot kernels; what each tap
 * has won is put back by the transposed convolution with the same kernels.
 */
export const maxPool: Differentiable = {
  gradient({ g, node, inputs, inputValues, outputValues, gradients }) {
    const { dtype, shape } = inputValues[0]!;
    assertImages(node, shape);
    const window = windowGeometry(node, shape.slice(2));
    const [batch, channels, height, width] = outputValues[0].shape;
    const taps = window.kernel[0] * window.kernel[1];
    const kernels = oneHotKernels(g, channels, window.kernel);

    const seen = g.op('Conv', [surround(g, inputs[0]!, shape, window), kernels], {
      group: channels,
      strides: window.strides,
      dilations: window.dilations,
    });
    const byTap = g.op('Reshape', [seen, g.ints(batch, channels, taps, height * width)]);
    const winner = g.op('ArgMax', [byTap], { axis: 2, keepdims: 1 });
    const order = BigInt64Array.from({ length: taps }, (_, tap) => BigInt(tap));
    const isWinner = g.op('Equal', [winner, g.constant(tensor('int64', [1, 1, taps, 1], order))]);

    const dy = g.op('Reshape', [gradients[0]!, g.ints(batch, channels, 1, height * width)]);
    const won = g.op('Mul', [g.op('Cast', [isWinner], { to: onnxDataType(dtype) }), dy]);
    const held = g.op('Reshape', [won, g.ints(batch, channels * taps, height, width)]);
    return [spreadWindows(g, held, kernels, window, { group: channels, size: shape.slice(2) })];
  },
};

/** The input with a border that never wins, wide enough for every window. */
function surround(g: GraphBuilder, x: Value, shape: readonly number[], window: WindowGeometry): Value {
  const begins = window.padsBegin;
  const ends = reachOf(window).map((length, axis) =>
    Math.max(window.padsEnd[axis], length - shape[axis + 2] - begins[axis]),
  );
  if ([...begins, ...ends].every((pad) => pad === 0)) return x;
  return g.op('Pad', [x, g.ints(0, 0, ...begins, 0, 0, ...ends), g.float(lowest)]);
}

/** y = mean of what a window sees: ∂x = ∂y / n, given to each of the n elements seen and summed where windows overlap. */
export const averagePool: Differentiable = {
  gradient({ g, node, inputValues, outputValues, gradients }) {
    const { shape } = inputValues[0]!;
    assertImages(node, shape);
    const window = windowGeometry(node, shape.slice(2));
    const [, channels, height, width] = outputValues[0].shape;
    const countsPadding = readAttribute(node, 'int', 'count_include_pad', 0) === 1;
    const [rows, columns] = [0, 1].map((axis) => seenAlong(axis, shape[axis + 2], window, countsPadding));
    const shares = Float32Array.from(
      { length: height * width },
      (_, i) => 1 / (rows[Math.floor(i / width)] * columns[i % width]),
    );
    const held = g.op('Mul', [gradients[0]!, g.constant(tensor('float32', [1, 1, height, width], shares))]);
    const ones = g.op('Expand', [g.float(1), g.ints(channels, 1, ...window.kernel)]);
    return [spreadWindows(g, held, ones, window, { group: channels, size: shape.slice(2) })];
  },
};

/** How many elements each window counts along one axis. */
function seenAlong(axis: number, length: number, window: WindowGeometry, countsPadding: boolean): number[] {
  const begin = window.padsBegin[axis];
  const low = countsPadding ? -begin : 0;
  const high = length + (countsPadding ? window.padsEnd[axis] : 0);
  return Array.from({ length: window.output[axis] }, (_, i) => {
    const first = i * window.strides[axis] - begin;
    const taps = Array.from({ length: window.kernel[axis] }, (_tap, k) => first + k * window.dilations[axis]);
    return taps.filter((position) => position >= low && position < high).length;
  });
}
