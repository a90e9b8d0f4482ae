import type { GraphNode } from '../../graph/graph.js';
import { readAttribute } from '../../graph/read-attribute.js';
import { axisOf } from '../axes.js';
import { nodeMismatch, requiredInput, type InferredValue, type ShapeRule } from '../inferred-value.js';

/** One element of the data for each index, along one axis: the shape of the indices. */
export const gatherElements: ShapeRule = (node, inputs) => {
  const data = requiredInput(node, inputs, 0);
  return [{ dtype: data.dtype, shape: elementIndices(node, inputs, data).shape }];
};

/** The data with one update for each index put in or added along one axis: the shape of the data. */
export const scatterElements: ShapeRule = (node, inputs) => {
  const data = requiredInput(node, inputs, 0);
  const { shape } = elementIndices(node, inputs, data);
  const updates = requiredInput(node, inputs, 2);
  if (updates.dtype !== data.dtype || updates.shape.join() !== shape.join())
    throw nodeMismatch(
      node,
      `${data.dtype} updates [${shape.join(', ')}]`,
      `${updates.dtype}[${updates.shape.join(', ')}]`,
    );
  const reduction = readAttribute(node, 'string', 'reduction', 'none');
  if (reduction !== 'none' && reduction !== 'add')
    throw nodeMismatch(node, 'reduction none or add', reduction);
  return [{ dtype: data.dtype, shape: data.shape }];
};

/** Indices of the rank of the data, no longer than it on the other axes. */
function elementIndices(
  node: GraphNode,
  inputs: readonly (InferredValue | undefined)[],
  data: InferredValue,
): InferredValue {
  const indices = requiredInput(node, inputs, 1);
  const axis = axisOf(node, 0, data.shape.length);
  const fits =
    (indices.dtype === 'int64' || indices.dtype === 'int32') &&
    indices.shape.length === data.shape.length &&
    indices.shape.every((length, i) => i === axis || length <= data.shape[i]);
  if (!fits)
    throw nodeMismatch(
      node,
      `int64 or int32 indices that fit into [${data.shape.join(', ')}] except on axis ${axis}`,
      `${indices.dtype}[${indices.shape.join(', ')}]`,
    );
  return indices;
}
