import type { GraphNode } from '../graph/graph.js';
import { nodeMismatch } from './inferred-value.js';

/**
 * The common shape of operands under NumPy broadcasting: aligned at the last axis, lengths of 1 are repeated.
 *
 * @throws LangSegError `GRAPH_INVALID` when lengths differ and neither is 1.
 */
export function broadcastShapes(node: GraphNode, shapes: readonly (readonly number[])[]): readonly number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1).filter((n) => n !== 1);
    if (lengths.some((n) => n !== lengths[0]))
      throw nodeMismatch(
        node,
        'shapes that broadcast together',
        shapes.map((shape) => `[${shape.join(', ')}]`).join(' and '),
      );
    return lengths[0] ?? 1;
  });
}

/** Steps between neighbours along each axis of a row-major array. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}

/** Steps through an operand of `shape` while walking the broadcast shape `target`: 0 where it is repeated. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const own = rowMajorStrides(shape);
  const missing = target.length - shape.length;
  return target.map((_, axis) => (axis < missing || shape[axis - missing] === 1 ? 0 : own[axis - missing]));
}
