import { readAttribute } from '../../graph/read-attribute.js';
import { axesOf, axisOf } from '../axes.js';
import { requiredInput, type ShapeRule } from '../inferred-value.js';

/** Reductions over the axes of input 1, or over all of them. */
export const reduce: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  const axes = axesOf(node, inputs, 1, shape.length) ?? [];
  if (axes.length === 0 && readAttribute(node, 'int', 'noop_with_empty_axes', 0) === 1)
    return [{ dtype, shape }];
  const isReduced = (axis: number) => axes.length === 0 || axes.includes(axis);
  return [{ dtype, shape: dropAxes(shape, isReduced, readAttribute(node, 'int', 'keepdims', 1) === 1) }];
};

export const argMax: ShapeRule = (node, inputs) => {
  const { shape } = requiredInput(node, inputs, 0);
  const reduced = axisOf(node, 0, shape.length);
  const keep = readAttribute(node, 'int', 'keepdims', 1) === 1;
  return [{ dtype: 'int64', shape: dropAxes(shape, (axis) => axis === reduced, keep) }];
};

function dropAxes(shape: readonly number[], isReduced: (axis: number) => boolean, keep: boolean): number[] {
  return keep
    ? shape.map((length, axis) => (isReduced(axis) ? 1 : length))
    : shape.filter((_, axis) => !isReduced(axis));
}
