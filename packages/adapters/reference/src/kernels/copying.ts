import { sizeOf, type Tensor } from '@langseg/core';
import {
  axesOf,
  axisOf,
  broadcastStrides,
  inferredFromTensor,
  nodeMismatch,
  readAttribute,
  rowMajorStrides,
  sliceRanges,
} from '@langseg/onnx-graph';
import { elementsOf, scalar, type Kernel } from './kernel.js';
import { walkRows } from './walk-rows.js';

/** Fills `output` with the elements of `input` at `offset` + Σ index · stride. */
function copyStrided(input: Tensor, output: Tensor, strides: readonly number[], offset: number): void {
  const from = elementsOf(input);
  const to = elementsOf(output);
  walkRows(
    output.shape,
    [strides],
    (begin, [at], length, [step]) => {
      for (let k = 0; k < length; k++) to[begin + k] = from[at + k * step];
    },
    [offset],
  );
}

export const transpose: Kernel = (node, [x], [output]) => {
  const strides = rowMajorStrides(x!.shape);
  const order = readAttribute(node, 'ints', 'perm', undefined) ?? strides.map((_, axis) => axis).toReversed();
  copyStrided(
    x!,
    output,
    order.map((axis) => strides[axis]),
    0,
  );
};

export const expand: Kernel = (_, [x], [output]) =>
  copyStrided(x!, output, broadcastStrides(x!.shape, output.shape), 0);

export const slice: Kernel = (node, inputs, [output]) => {
  const strides = rowMajorStrides(inputs[0]!.shape);
  const ranges = sliceRanges(
    node,
    inputs.map((input) => input && inferredFromTensor(input)),
  );
  copyStrided(
    inputs[0]!,
    output,
    ranges.map(({ step }, axis) => step * strides[axis]),
    ranges.reduce((offset, { start }, axis) => offset + start * strides[axis], 0),
  );
};

export const split: Kernel = (node, [x], outputs) => {
  const axis = axisOf(node, 0, x!.shape.length);
  const strides = rowMajorStrides(x!.shape);
  let start = 0;
  for (const output of outputs) {
    copyStrided(x!, output, strides, start * strides[axis]);
    start += output.shape[axis];
  }
};

export const concat: Kernel = (node, inputs, [output]) => {
  const axis = axisOf(node, 0, output.shape.length);
  const to = elementsOf(output);
  const row = sizeOf(output.shape.slice(axis));
  let start = 0;
  for (const input of inputs as readonly Tensor[]) {
    const from = elementsOf(input);
    const part = sizeOf(input.shape.slice(axis));
    for (let i = 0, at = start; i < from.length; i += part, at += row) to.set(from.subarray(i, i + part), at);
    start += part;
  }
};

export const gather: Kernel = (node, [data, indices], [output]) => {
  const axis = axisOf(node, 0, data!.shape.length);
  const length = data!.shape[axis];
  const part = sizeOf(data!.shape.slice(axis + 1));
  const picked = Array.from(indices!.data as ArrayLike<number | bigint>, (value) => {
    const index = Number(value);
    if (index < -length || index >= length)
      throw nodeMismatch(node, `indices from ${-length} to ${length - 1}`, index);
    return index < 0 ? index + length : index;
  });
  const from = elementsOf(data!);
  const to = elementsOf(output);
  let at = 0;
  for (let begin = 0; begin < from.length; begin += length * part)
    for (const index of picked) {
      const first = begin + index * part;
      to.set(from.subarray(first, first + part), at);
      at += part;
    }
};

const paddedIndex: Readonly<Record<string, (at: number, length: number) => number>> = {
  constant: (at, length) => (at >= 0 && at < length ? at : -1),
  edge: (at, length) => Math.min(Math.max(at, 0), length - 1),
  reflect: (at, length) => {
    const period = Math.max(1, 2 * (length - 1));
    const folded = ((at % period) + period) % period;
    return Math.min(folded, period - folded);
  },
  wrap: (at, length) => ((at % length) + length) % length,
};

export const pad: Kernel = (node, inputs, [output]) => {
  const [x, pads, filling] = inputs as readonly Tensor[];
  const mode = readAttribute(node, 'string', 'mode', 'constant');
  const indexOf = paddedIndex[mode];
  if (!indexOf) throw nodeMismatch(node, `mode ${Object.keys(paddedIndex).join(', ')}`, mode);
  const known = inputs.map((input) => input && inferredFromTensor(input));
  const axes = axesOf(node, known, 3, x.shape.length) ?? x.shape.map((_, axis) => axis);
  const before = x.shape.map(() => 0);
  axes.forEach((axis, i) => (before[axis] = Number(pads.data[i])));

  const strides = rowMajorStrides(x.shape);
  const sources = output.shape.map((length, axis) =>
    Int32Array.from({ length }, (_, i) => indexOf(i - before[axis], x.shape[axis])),
  );
  const steps = rowMajorStrides(output.shape);
  const to = elementsOf(output);
  if (filling && filling.data.length > 0) to.fill(filling.data[0] as never);
  for (let i = 0; i < to.length; i++) {
    let at = 0;
    for (let axis = 0; axis < steps.length; axis++) {
      const source = sources[axis][Math.floor(i / steps[axis]) % output.shape[axis]];
      at = source < 0 ? -Infinity : at + source * strides[axis];
    }
    if (at >= 0) to[i] = elementsOf(x)[at];
  }
};

export const trilu: Kernel = (node, [x, diagonal], [output]) => {
  const keepsUpper = readAttribute(node, 'int', 'upper', 1) === 1;
  const k = scalar(diagonal, 0);
  const [rows, columns] = output.shape.slice(-2);
  const from = elementsOf(x!);
  const to = elementsOf(output);
  for (let i = 0; i < to.length; i++) {
    const above = (i % columns) - (Math.floor(i / columns) % rows) - k;
    if (keepsUpper ? above >= 0 : above <= 0) to[i] = from[i];
  }
};
