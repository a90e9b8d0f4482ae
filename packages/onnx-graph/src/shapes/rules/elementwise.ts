import { sizeOf, type DType } from '@langseg/core';
import type { GraphNode } from '../../graph/graph.js';
import { broadcastShapes, broadcastStrides, rowMajorStrides } from '../broadcast.js';
import {
  followed,
  nodeMismatch,
  requiredInput,
  type InferredValue,
  type ShapeRule,
} from '../inferred-value.js';

export const isInteger = (dtype: DType) => dtype.includes('int') || dtype === 'bool';

/** Arithmetic on operands of one dtype. `Pow` alone takes an exponent of another. */
export function arithmetic(compute: (a: number, b: number) => number): ShapeRule {
  return (node, inputs) => {
    const operands = inputs.map((_, i) => requiredInput(node, inputs, i));
    const { dtype } = requiredInput(node, operands, 0);
    if (node.operator !== 'Pow') assertSameDtype(node, operands);
    const combine = (a: number, b: number) => (isInteger(dtype) ? Math.trunc(compute(a, b)) : compute(a, b));
    return [broadcast(node, dtype, operands, (values) => values.reduce(combine))];
  };
}

/** Comparisons and logic: any two operands of one dtype to bool. */
export function comparison(compute: (a: number, b: number) => boolean): ShapeRule {
  return (node, inputs) => {
    const operands = [requiredInput(node, inputs, 0), requiredInput(node, inputs, 1)];
    assertSameDtype(node, operands);
    return [broadcast(node, 'bool', operands, ([a, b]) => Number(compute(a, b)))];
  };
}

export const where: ShapeRule = (node, inputs) => {
  const operands = [0, 1, 2].map((i) => requiredInput(node, inputs, i));
  if (operands[0].dtype !== 'bool') throw nodeMismatch(node, 'a bool condition', operands[0].dtype);
  assertSameDtype(node, operands.slice(1));
  return [broadcast(node, operands[1].dtype, operands, ([condition, a, b]) => (condition ? a : b))];
};

function assertSameDtype(node: GraphNode, operands: readonly InferredValue[]): void {
  if (operands.some(({ dtype }) => dtype !== operands[0].dtype))
    throw nodeMismatch(
      node,
      'operands of one dtype',
      operands.map(({ dtype }) => dtype),
    );
}

function broadcast(
  node: GraphNode,
  dtype: DType,
  operands: readonly InferredValue[],
  combine: (values: number[]) => number,
): InferredValue {
  const shape = broadcastShapes(
    node,
    operands.map((operand) => operand.shape),
  );
  const lists = operands.map((operand) => operand.elements);
  if (!lists.every((list) => list !== undefined)) return { dtype, shape };
  const walked = rowMajorStrides(shape);
  const strides = operands.map((operand) => broadcastStrides(operand.shape, shape));
  const at = (index: number, steps: readonly number[]) =>
    steps.reduce((sum, step, axis) => sum + step * (Math.floor(index / walked[axis]) % shape[axis]), 0);
  return followed(dtype, shape, () =>
    Array.from({ length: sizeOf(shape) }, (_, i) => combine(lists.map((list, k) => list[at(i, strides[k])]))),
  );
}
