import { readAttribute } from '../../graph/read-attribute.js';
import { axisOf } from '../axes.js';
import { nodeMismatch, requiredInput, type ShapeRule } from '../inferred-value.js';

/** An operator along one axis that keeps the shape: `Softmax`, `LogSoftmax`. */
export const alongAxis: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  axisOf(node, -1, shape.length);
  return [{ dtype, shape }];
};

/**
 * Scores `[B, C, …]`, labels `[B, …]`, class weights `[C]` → losses `[B, …]` or, reduced, a scalar; the second output holds
 * the log probabilities `[B, C, …]`.
 */
export const softmaxCrossEntropyLoss: ShapeRule = (node, inputs) => {
  const [scores, labels] = [requiredInput(node, inputs, 0), requiredInput(node, inputs, 1)];
  const { dtype, shape } = scores;
  const expected = shape.toSpliced(1, 1);
  const isIndex = labels.dtype === 'int64' || labels.dtype === 'int32';
  if (shape.length < 2 || !isIndex || labels.shape.join() !== expected.join())
    throw nodeMismatch(
      node,
      `scores [B, C, …] and integer labels [B, …]`,
      `[${shape.join(', ')}] and ${labels.dtype}[${labels.shape.join(', ')}]`,
    );
  if (inputs[2] && inputs[2].shape.join() !== String(shape[1]))
    throw nodeMismatch(node, `class weights [${shape[1]}]`, inputs[2].shape);
  const reduction = readAttribute(node, 'string', 'reduction', 'mean');
  if (!['none', 'sum', 'mean'].includes(reduction))
    throw nodeMismatch(node, 'reduction none, sum or mean', reduction);
  return [
    { dtype, shape: reduction === 'none' ? expected : [] },
    { dtype, shape },
  ];
};
