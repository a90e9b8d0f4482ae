import type { GraphNode } from '../../graph/graph.js';
import { readAttribute } from '../../graph/read-attribute.js';
import { axisOf } from '../axes.js';
import {
  followed,
  knownElements,
  nodeMismatch,
  requiredInput,
  type InferredValue,
  type ShapeRule,
} from '../inferred-value.js';
import { sliceRanges } from '../slice-ranges.js';

/** The axis is replaced by the shape of the indices. */
export const gather: ShapeRule = (node, inputs) => {
  const [data, indices] = [requiredInput(node, inputs, 0), requiredInput(node, inputs, 1)];
  if (indices.dtype !== 'int64' && indices.dtype !== 'int32')
    throw nodeMismatch(node, 'int64 or int32 indices', indices.dtype);
  const axis = axisOf(node, 0, data.shape.length);
  const shape = [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)];
  const list = data.shape.length === 1 ? data.elements : undefined;
  return [
    followed(
      data.dtype,
      shape,
      list && indices.elements && (() => indices.elements!.map((i) => list.at(i)!)),
    ),
  ];
};

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

export const slice: ShapeRule = (node, inputs) => {
  const { dtype, elements } = requiredInput(node, inputs, 0);
  const ranges = sliceRanges(node, inputs);
  const [only] = ranges;
  const isFollowed = elements && ranges.length === 1;
  return [
    followed(
      dtype,
      ranges.map(({ length }) => length),
      isFollowed
        ? () => Array.from({ length: only.length }, (_, i) => elements[only.start + i * only.step])
        : undefined,
    ),
  ];
};

/** Parts of the sizes given in input 1, or as equal as they can be. */
export const split: ShapeRule = (node, inputs) => {
  const { dtype, shape, elements } = requiredInput(node, inputs, 0);
  const axis = axisOf(node, 0, shape.length);
  const count = readAttribute(node, 'int', 'num_outputs', node.outputs.length);
  const part = Math.ceil(shape[axis] / count);
  const sizes = inputs[1]
    ? knownElements(node, inputs, 1)
    : (readAttribute(node, 'ints', 'split', undefined) ??
      node.outputs.map((_, i) => Math.max(0, Math.min(part, shape[axis] - i * part))));
  if (sizes.length !== node.outputs.length || sizes.reduce((sum, size) => sum + size, 0) !== shape[axis])
    throw nodeMismatch(node, `${node.outputs.length} sizes that add up to ${shape[axis]}`, sizes);
  let start = 0;
  return sizes.map((size) => {
    const first = start;
    start += size;
    const isFollowed = elements && shape.length === 1;
    return followed(
      dtype,
      shape.with(axis, size),
      isFollowed ? () => elements.slice(first, first + size) : undefined,
    );
  });
};
