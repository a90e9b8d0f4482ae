import { readAttribute } from '../../graph/read-attribute.js';
import { dtypeOfOnnx } from '../../model/data-type.js';
import { followed, requiredInput, type ShapeRule } from '../inferred-value.js';
import { isInteger } from './elementwise.js';

/** One element to one element of the same dtype. */
export function unary(compute?: (value: number) => number): ShapeRule {
  return (node, inputs) => {
    const { dtype, shape, elements } = requiredInput(node, inputs, 0);
    return [followed(dtype, shape, compute && elements && (() => elements.map(compute)))];
  };
}

export const cast: ShapeRule = (node, inputs) => {
  const { shape, elements } = requiredInput(node, inputs, 0);
  const dtype = dtypeOfOnnx(readAttribute(node, 'int', 'to', 0));
  const convert = isInteger(dtype) ? Math.trunc : (value: number) => value;
  return [followed(dtype, shape, elements && (() => elements.map(convert)))];
};
