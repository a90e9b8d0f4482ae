import { sizeOf } from '@langseg/core';
import { readAttribute } from '../../graph/read-attribute.js';
import { axesOf, resolveAxis } from '../axes.js';
import { followed, knownElements, nodeMismatch, requiredInput, type ShapeRule } from '../inferred-value.js';

/** −1 stands for the rest, 0 for the input's own length (unless `allowzero`). */
export const reshape: ShapeRule = (node, inputs) => {
  const { dtype, shape, elements } = requiredInput(node, inputs, 0);
  const wanted = knownElements(node, inputs, 1);
  const keepsZero = readAttribute(node, 'int', 'allowzero', 0) === 1;
  const lengths = wanted.map((length, axis) => (length === 0 && !keepsZero ? (shape[axis] ?? 0) : length));
  const known = sizeOf(lengths.filter((length) => length !== -1));
  const result = lengths.map((length) => (length === -1 ? sizeOf(shape) / known : length));
  if (sizeOf(result) !== sizeOf(shape) || !result.every(Number.isInteger))
    throw nodeMismatch(node, `a shape of the ${sizeOf(shape)} elements of [${shape.join(', ')}]`, wanted);
  return [{ dtype, shape: result, elements }];
};

export const flatten: ShapeRule = (node, inputs) => {
  const { dtype, shape, elements } = requiredInput(node, inputs, 0);
  const axis = readAttribute(node, 'int', 'axis', 1);
  const split = axis === shape.length ? axis : resolveAxis(node, axis, shape.length);
  return [{ dtype, shape: [sizeOf(shape.slice(0, split)), sizeOf(shape.slice(split))], elements }];
};

export const squeeze: ShapeRule = (node, inputs) => {
  const { dtype, shape, elements } = requiredInput(node, inputs, 0);
  const axes = axesOf(node, inputs, 1, shape.length);
  if (axes?.some((axis) => shape[axis] !== 1))
    throw nodeMismatch(node, `axes [${axes.join(', ')}] of length 1`, shape);
  const isDropped = (axis: number) => axes?.includes(axis) ?? shape[axis] === 1;
  return [{ dtype, shape: shape.filter((_, axis) => !isDropped(axis)), elements }];
};

export const unsqueeze: ShapeRule = (node, inputs) => {
  const { dtype, shape, elements } = requiredInput(node, inputs, 0);
  const count = inputs[1]?.elements?.length ?? readAttribute(node, 'ints', 'axes', []).length;
  const rank = shape.length + count;
  const axes = axesOf(node, inputs, 1, rank);
  if (!axes || new Set(axes).size !== axes.length) throw nodeMismatch(node, 'distinct axes', axes ?? 'none');
  const rest = [...shape];
  const result = Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : rest.shift()!));
  return [{ dtype, shape: result, elements }];
};

export const range: ShapeRule = (node, inputs) => {
  const [[start], [limit], [delta]] = [0, 1, 2].map((i) => knownElements(node, inputs, i));
  const length = Math.max(0, Math.ceil((limit - start) / delta));
  if (!Number.isFinite(length)) throw nodeMismatch(node, 'a step other than 0', delta);
  const { dtype } = requiredInput(node, inputs, 0);
  return [followed(dtype, [length], () => Array.from({ length }, (_, i) => start + i * delta))];
};

export const shapeOf: ShapeRule = (node, inputs) => {
  const { shape } = requiredInput(node, inputs, 0);
  const part = shape.slice(
    readAttribute(node, 'int', 'start', 0),
    readAttribute(node, 'int', 'end', shape.length),
  );
  return [{ dtype: 'int64', shape: [part.length], elements: part }];
};
