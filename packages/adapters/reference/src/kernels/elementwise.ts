import type { Tensor } from '@langseg/core';
import { broadcastStrides, nodeMismatch, type GraphNode } from '@langseg/onnx-graph';
import { elementsOf, type Kernel } from './kernel.js';
import { walkRows } from './walk-rows.js';

type Integers = BigInt64Array | BigUint64Array;

/** The operands' elements, 64-bit integers brought to numbers where the other operand has numbers. */
function operands(node: GraphNode, inputs: readonly (Tensor | undefined)[]) {
  const tensors = inputs as readonly Tensor[];
  const half = tensors.find(({ dtype }) => dtype === 'float16' || dtype === 'bfloat16');
  if (half) throw nodeMismatch(node, 'float16 to be cast first', half.dtype);
  const isWide = tensors.map(({ dtype }) => dtype === 'int64' || dtype === 'uint64');
  if (isWide.every(Boolean)) return { wide: tensors.map(({ data }) => data as Integers) };
  return {
    numbers: tensors.map((value, i) =>
      isWide[i] ? Float64Array.from(value.data as BigInt64Array, Number) : elementsOf(value),
    ),
  };
}

function pairwise<T>(
  target: { [index: number]: T },
  [a, b]: readonly { readonly [index: number]: T }[],
  compute: (a: T, b: T) => T,
  [shape, ...strides]: readonly (readonly number[])[],
): void {
  walkRows(shape, strides, (begin, [i, j], length, [stepA, stepB]) => {
    for (let k = 0; k < length; k++) target[begin + k] = compute(a[i + k * stepA], b[j + k * stepB]);
  });
}

/** Binary arithmetic with NumPy broadcasting; more operands are combined from the left. */
export function arithmetic(
  real: (a: number, b: number) => number,
  integer: (a: bigint, b: bigint) => bigint,
): Kernel {
  return (node, inputs, [output]) => {
    const { wide, numbers } = operands(node, inputs);
    const { shape } = output;
    const strides = inputs.map((input) => broadcastStrides(input!.shape, shape));
    const own = broadcastStrides(shape, shape);
    const combine = (a: number | undefined, b: number) => {
      const walked = [shape, a === undefined ? own : strides[a], strides[b]];
      if (wide) {
        const target = output.data as Integers;
        pairwise<bigint>(target, [a === undefined ? target : wide[a], wide[b]], integer, walked);
      } else {
        const target = elementsOf(output);
        pairwise<number>(target, [a === undefined ? target : numbers[a], numbers[b]], real, walked);
      }
    };
    if (inputs.length === 1) elementsOf(output).set(elementsOf(inputs[0]!));
    else combine(0, 1);
    for (let i = 2; i < inputs.length; i++) combine(undefined, i);
  };
}

/** Comparison with NumPy broadcasting, to bool. */
export function comparison(compute: (a: number | bigint, b: number | bigint) => boolean): Kernel {
  return (node, inputs, [output]) => {
    const { wide, numbers } = operands(node, inputs);
    const [a, b] = (wide ?? numbers) as readonly ArrayLike<number | bigint>[];
    const target = output.data;
    const strides = inputs.map((input) => broadcastStrides(input!.shape, output.shape));
    walkRows(output.shape, strides, (begin, [i, j], length, [stepA, stepB]) => {
      for (let k = 0; k < length; k++)
        target[begin + k] = Number(compute(a[i + k * stepA], b[j + k * stepB]));
    });
  };
}

export const where: Kernel = (_, inputs, [output]) => {
  const [condition, a, b] = inputs.map((input) => elementsOf(input!));
  const target = elementsOf(output);
  const strides = inputs.map((input) => broadcastStrides(input!.shape, output.shape));
  walkRows(output.shape, strides, (begin, [c, i, j], length, [stepC, stepA, stepB]) => {
    for (let k = 0; k < length; k++)
      target[begin + k] = condition[c + k * stepC] ? a[i + k * stepA] : b[j + k * stepB];
  });
};
