import { axesOf, readAttribute } from '@langseg/onnx-graph';
import type { NodeContext } from '../differentiable.js';

/** The axes a reduction runs over, and the shape of its output with them kept as lengths of 1. */
export function reducedAxes({ node, inputValues }: Pick<NodeContext, 'node' | 'inputValues'>): {
  readonly axes: readonly number[];
  readonly kept: readonly number[];
} {
  const { shape } = inputValues[0]!;
  const given = axesOf(node, inputValues, 1, shape.length) ?? [];
  const isIdentity = given.length === 0 && readAttribute(node, 'int', 'noop_with_empty_axes', 0) === 1;
  const axes = given.length > 0 || isIdentity ? given : shape.map((_, axis) => axis);
  return { axes, kept: shape.map((length, axis) => (axes.includes(axis) ? 1 : length)) };
}
