import { sizeOf } from '@langseg/core';
import { readAttribute } from '../../graph/read-attribute.js';
import { axesOf, axisOf } from '../axes.js';
import { broadcastShapes } from '../broadcast.js';
import { followed, knownElements, nodeMismatch, requiredInput, type ShapeRule } from '../inferred-value.js';
import { sliceRanges } from '../slice-ranges.js';

export const transpose: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  const order = readAttribute(node, 'ints', 'perm', undefined) ?? shape.map((_, axis) => axis).toReversed();
  if (order.toSorted((a, b) => a - b).join() !== shape.map((_, axis) => axis).join())
    throw nodeMismatch(node, `a permutation of ${shape.length} axes`, order);
  return [{ dtype, shape: order.map((axis) => shape[axis]) }];
};

export const expand: ShapeRule = (node, inputs) => {
  const { dtype, shape, elements } = requiredInput(node, inputs, 0);
  const result = broadcastShapes(node, [shape, knownElements(node, inputs, 1)]);
  const only = elements?.length === 1 ? elements[0] : undefined;
  return [
    followed(
      dtype,
      result,
      only === undefined ? undefined : () => new Array<number>(sizeOf(result)).fill(only),
    ),
  ];
};

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

export const concat: ShapeRule = (node, inputs) => {
  const parts = inputs.map((_, i) => requiredInput(node, inputs, i));
  const { dtype, shape } = requiredInput(node, parts, 0);
  const joined = axisOf(node, 0, shape.length);
  const others = (lengths: readonly number[]) => lengths.toSpliced(joined, 1).join();
  if (
    parts.some(
      (part) =>
        part.dtype !== dtype || part.shape.length !== shape.length || others(part.shape) !== others(shape),
    )
  )
    throw nodeMismatch(
      node,
      `tensors of one dtype that differ only on axis ${joined}`,
      parts.map((part) => `${part.dtype}[${part.shape.join(', ')}]`).join(' and '),
    );
  const total = parts.reduce((sum, part) => sum + part.shape[joined], 0);
  const isFollowed = shape.length === 1 && parts.every((part) => part.elements);
  return [
    followed(
      dtype,
      shape.with(joined, total),
      isFollowed ? () => parts.flatMap((part) => part.elements!) : undefined,
    ),
  ];
};

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

export const pad: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  const pads = knownElements(node, inputs, 1);
  const axes = axesOf(node, inputs, 3, shape.length) ?? shape.map((_, axis) => axis);
  if (pads.length !== 2 * axes.length) throw nodeMismatch(node, `${2 * axes.length} pads`, pads);
  const result = [...shape];
  axes.forEach((axis, i) => (result[axis] += pads[i] + pads[i + axes.length]));
  if (result.some((length) => length < 0)) throw nodeMismatch(node, 'pads that leave something', pads);
  return [{ dtype, shape: result }];
};

export const trilu: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  if (shape.length < 2) throw nodeMismatch(node, 'at least two axes', shape);
  return [{ dtype, shape }];
};
