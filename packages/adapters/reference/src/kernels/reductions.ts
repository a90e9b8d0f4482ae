import { sizeOf, type Tensor } from '@langseg/core';
import { axesOf, axisOf, inferredFromTensor, readAttribute, rowMajorStrides } from '@langseg/onnx-graph';
import { elementsOf, type Kernel } from './kernel.js';
import { walkRows } from './walk-rows.js';

interface Reduction {
  readonly start: number;
  readonly combine: (accumulated: number, value: number) => number;
  readonly finish?: (accumulated: number, count: number) => number;
}

const add = (sum: number, value: number) => sum + value;
const addSquare = (sum: number, value: number) => sum + value * value;

export const reduceSum = reduction({ start: 0, combine: add });
export const reduceMean = reduction({ start: 0, combine: add, finish: (sum, count) => sum / count });
export const reduceMax = reduction({ start: -Infinity, combine: Math.max });
export const reduceSumSquare = reduction({ start: 0, combine: addSquare });
export const reduceL2 = reduction({ start: 0, combine: addSquare, finish: Math.sqrt });

function reduction({ start, combine, finish = (value) => value }: Reduction): Kernel {
  return (node, inputs, [output]) => {
    const x = inputs[0]!;
    const known = inputs.map((input) => input && inferredFromTensor(input));
    const axes = axesOf(node, known, 1, x.shape.length) ?? [];
    const isIdentity = axes.length === 0 && readAttribute(node, 'int', 'noop_with_empty_axes', 0) === 1;
    const isReduced = (axis: number) => !isIdentity && (axes.length === 0 || axes.includes(axis));

    const from = asNumbers(x);
    const sums = new Float64Array(output.data.length).fill(start);
    const kept = x.shape.map((length, axis) => (isReduced(axis) ? 1 : length));
    const strides = rowMajorStrides(kept).map((step, axis) => (isReduced(axis) ? 0 : step));
    walkRows(x.shape, [strides], (begin, [at], length, [step]) => {
      for (let k = 0; k < length; k++) sums[at + k * step] = combine(sums[at + k * step], from[begin + k]);
    });
    const count = sizeOf(x.shape) / sums.length;
    for (let i = 0; i < sums.length; i++) sums[i] = finish(sums[i], count);
    if (output.dtype === 'int64') output.data.set(BigInt64Array.from(sums, BigInt) as never);
    else elementsOf(output).set(sums);
  };
}

function asNumbers(value: Tensor): ArrayLike<number> {
  return value.dtype === 'int64' ? Float64Array.from(value.data as BigInt64Array, Number) : elementsOf(value);
}

export const argMax: Kernel = (node, [x], [output]) => {
  const from = asNumbers(x!);
  const to = output.data as BigInt64Array;
  const axis = axisOf(node, 0, x!.shape.length);
  const takesLast = readAttribute(node, 'int', 'select_last_index', 0) === 1;
  const length = x!.shape[axis];
  const step = sizeOf(x!.shape.slice(axis + 1));
  for (let line = 0; line < to.length; line++) {
    const begin = Math.floor(line / step) * step * length + (line % step);
    let best = 0;
    for (let i = 1; i < length; i++) {
      const difference = from[begin + i * step] - from[begin + best * step];
      if (difference > 0 || (takesLast && difference === 0)) best = i;
    }
    to[line] = BigInt(best);
  }
};
