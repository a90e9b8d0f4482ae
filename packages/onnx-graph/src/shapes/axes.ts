import type { GraphNode } from '../graph/graph.js';
import { readAttribute } from '../graph/read-attribute.js';
import { knownElements, nodeMismatch, type InferredValue } from './inferred-value.js';

/**
 * An axis counted from the front; negative ones count from the back.
 *
 * @throws LangSegError `GRAPH_INVALID` outside `[-rank, rank - 1]`.
 */
export function resolveAxis(node: GraphNode, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw nodeMismatch(node, `an axis from ${-rank} to ${rank - 1}`, axis);
  return axis < 0 ? axis + rank : axis;
}

/** The node's `axis` attribute, counted from the front. */
export function axisOf(node: GraphNode, fallback: number, rank: number): number {
  return resolveAxis(node, readAttribute(node, 'int', 'axis', fallback), rank);
}

/** Axes as input `index`, or as the attribute they were before opset 13 and 18; `undefined` when left out. */
export function axesOf(
  node: GraphNode,
  inputs: readonly (InferredValue | undefined)[],
  index: number,
  rank: number,
): readonly number[] | undefined {
  const axes = inputs[index]
    ? knownElements(node, inputs, index)
    : readAttribute(node, 'ints', 'axes', undefined);
  return axes?.map((axis) => resolveAxis(node, axis, rank));
}
