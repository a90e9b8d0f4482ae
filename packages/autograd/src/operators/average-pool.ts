import { tensor } from '@langseg/core';
import { readAttribute, windowGeometry, type WindowGeometry } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { assertImages } from './convolution/geometry.js';
import { spreadWindows } from './convolution/spread-windows.js';

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
