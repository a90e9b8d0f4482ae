import type { Tensor } from '@langseg/core';
import { nodeMismatch, readAttribute, windowGeometry, type GraphNode } from '@langseg/onnx-graph';
import { floats, type Kernel } from './kernel.js';
import { planeOf, planeWindow, type AxisWindow } from './plane.js';

export const maxPool: Kernel = (node, [x], [output]) => {
  if (readAttribute(node, 'int', 'storage_order', 0) !== 0) throw nodeMismatch(node, 'storage_order 0', 1);
  pool(node, x, output, -Infinity, Math.max, (most) => most);
};

export const averagePool: Kernel = (node, [x], [output]) => {
  const countsPadding = readAttribute(node, 'int', 'count_include_pad', 0) === 1;
  const add = (sum: number, value: number) => sum + value;
  pool(node, x, output, 0, add, (sum, inside, padded) => sum / (countsPadding ? padded : inside));
};

export const globalAveragePool: Kernel = (node, [x], [output]) => {
  const from = floats(node, x);
  const to = floats(node, output);
  const size = from.length / to.length;
  for (let channel = 0; channel < to.length; channel++) {
    let sum = 0;
    for (let i = channel * size; i < (channel + 1) * size; i++) sum += from[i];
    to[channel] = sum / size;
  }
};

/** @param finish gets how many elements lie on the data, and how many on the data and its padding. */
function pool(
  node: GraphNode,
  x: Tensor | undefined,
  output: Tensor,
  start: number,
  combine: (accumulated: number, value: number) => number,
  finish: (accumulated: number, inside: number, padded: number) => number,
): void {
  const from = floats(node, x);
  const to = floats(node, output);
  const spatial = x!.shape.slice(2);
  const input = planeOf(node, spatial);
  const { height, width, output: out } = planeWindow(node, windowGeometry(node, spatial));
  const rows = Array.from({ length: out.height }, (_, i) => taps(height, i, input.height));
  const columns = Array.from({ length: out.width }, (_, j) => taps(width, j, input.width));

  let index = 0;
  for (let plane = 0; plane < from.length; plane += input.size)
    for (const row of rows)
      for (const column of columns) {
        let accumulated = start;
        for (const y of row.inside)
          for (const x of column.inside)
            accumulated = combine(accumulated, from[plane + y * input.width + x]);
        const inside = row.inside.length * column.inside.length;
        to[index++] = finish(accumulated, inside, row.padded * column.padded);
      }
}

/** Positions under the window at one step: those on the data, and the number on data or padding. */
function taps(window: AxisWindow, step: number, length: number): { inside: number[]; padded: number } {
  const all = Array.from(
    { length: window.kernel },
    (_, tap) => step * window.stride - window.pad + tap * window.dilation,
  );
  return {
    inside: all.filter((at) => at >= 0 && at < length),
    padded: all.filter((at) => at < length + window.padEnd).length,
  };
}
