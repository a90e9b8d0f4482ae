import { LangSegError, sizeOf, type DType, type Tensor } from '@langseg/core';
import type { GraphNode } from '../graph/graph.js';

/** What is known of a value before anything is computed. */
export interface InferredValue {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Row-major elements of a small tensor that only depends on shapes and constants: sizes, axes, scales. */
  readonly elements?: readonly number[];
}

/** Dtypes and shapes of a node's outputs from those of its inputs (`undefined` where one is left out). */
export type ShapeRule = (
  node: GraphNode,
  inputs: readonly (InferredValue | undefined)[],
) => readonly InferredValue[];

/** Larger tensors are data, not shapes; their elements are not followed. */
const maxFollowedElements = 1024;

/** What is known of a tensor whose data is at hand. */
export function inferredFromTensor({ dtype, shape, data }: Tensor): InferredValue {
  const isFollowed = data.length <= maxFollowedElements && dtype !== 'float16' && dtype !== 'bfloat16';
  return { dtype, shape, elements: isFollowed ? Array.from(data as ArrayLike<number>, Number) : undefined };
}

/** A value whose elements are followed only while they are few. */
export function followed(
  dtype: DType,
  shape: readonly number[],
  elements: (() => readonly number[]) | undefined,
): InferredValue {
  return elements && sizeOf(shape) <= maxFollowedElements
    ? { dtype, shape, elements: elements() }
    : { dtype, shape };
}

/** The error of a node that can't take what it is given. */
export function nodeMismatch(node: GraphNode, expected: string, found: unknown): LangSegError {
  const text = Array.isArray(found) ? `[${found.join(', ')}]` : String(found);
  return new LangSegError(
    'GRAPH_INVALID',
    `Node ${node.name} (${node.operator}) needs ${expected}, got ${text}.`,
    { node: node.name, operator: node.operator, expected, found },
  );
}

/**
 * The input at `index`.
 *
 * @throws LangSegError `GRAPH_INVALID` when the node leaves it out.
 */
export function requiredInput<T>(node: GraphNode, inputs: readonly (T | undefined)[], index: number): T {
  const input = inputs[index];
  if (input === undefined) throw nodeMismatch(node, `an input ${index}`, 'none');
  return input;
}

/**
 * The elements of an input that decides a shape.
 *
 * @throws LangSegError `GRAPH_INVALID` when they depend on data.
 */
export function knownElements(
  node: GraphNode,
  inputs: readonly (InferredValue | undefined)[],
  index: number,
): readonly number[] {
  const { elements, shape } = requiredInput(node, inputs, index);
  if (!elements)
    throw nodeMismatch(
      node,
      `input ${index} to follow from shapes and constants`,
      `data of shape [${shape.join(', ')}]`,
    );
  return elements;
}
