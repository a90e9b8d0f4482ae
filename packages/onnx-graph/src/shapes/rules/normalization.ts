import { readAttribute } from '../../graph/read-attribute.js';
import { axisOf } from '../axes.js';
import { nodeMismatch, requiredInput, type InferredValue, type ShapeRule } from '../inferred-value.js';

/**
 * Scale, bias, mean and variance are `[C]`, one for each channel of axis 1. In training mode the next running mean and
 * variance are outputs, too.
 */
export const batchNormalization: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  for (let i = 1; i < 5; i++) {
    const statistic = requiredInput(node, inputs, i);
    if (statistic.shape.join() !== String(shape[1]))
      throw nodeMismatch(node, `[${shape[1]}] as input ${i}`, statistic.shape);
  }
  if (readAttribute(node, 'int', 'training_mode', 0) === 0) return [{ dtype, shape }];
  const next = [inputs[3]!, inputs[4]!].map((statistic) => ({
    dtype: statistic.dtype,
    shape: statistic.shape,
  }));
  return [{ dtype, shape }, ...next];
};

/**
 * Scale and bias have the shape of the normalised axes, from `axis` to the last. Mean and inverse standard deviation,
 * where asked for, have lengths of 1 instead.
 */
export const layerNormalization: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  const first = axisOf(node, -1, shape.length);
  const normalized = shape.slice(first);
  for (const affine of [requiredInput(node, inputs, 1), inputs[2]])
    if (affine && affine.shape.join() !== normalized.join())
      throw nodeMismatch(node, `scale and bias [${normalized.join(', ')}]`, affine.shape);
  const statistic: InferredValue = {
    dtype: dtype === 'float64' ? dtype : 'float32',
    shape: shape.map((length, axis) => (axis < first ? length : 1)),
  };
  return node.outputs.length > 1 ? [{ dtype, shape }, statistic, statistic] : [{ dtype, shape }];
};
