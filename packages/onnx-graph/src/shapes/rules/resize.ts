import { requiredInput, type ShapeRule } from '../inferred-value.js';
import { resizeAxes } from '../resize-axes.js';

export const resize: ShapeRule = (node, inputs) => {
  const { dtype } = requiredInput(node, inputs, 0);
  return [{ dtype, shape: resizeAxes(node, inputs).map(({ length }) => length) }];
};
