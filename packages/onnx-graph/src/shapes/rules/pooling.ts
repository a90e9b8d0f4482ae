import { nodeMismatch, requiredInput, type ShapeRule } from '../inferred-value.js';
import { windowGeometry } from '../windows.js';

export const pool: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  if (shape.length < 3) throw nodeMismatch(node, 'an input [B, C, ...]', shape);
  return [{ dtype, shape: [...shape.slice(0, 2), ...windowGeometry(node, shape.slice(2)).output] }];
};

export const globalPool: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  if (shape.length < 3) throw nodeMismatch(node, 'an input [B, C, ...]', shape);
  return [{ dtype, shape: shape.map((length, axis) => (axis < 2 ? length : 1)) }];
};
