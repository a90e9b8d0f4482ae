import type { GraphNode } from '../../graph/graph.js';
import { readAttribute } from '../../graph/read-attribute.js';
import { axisOf } from '../axes.js';
import { broadcastShapes } from '../broadcast.js';
import { nodeMismatch, requiredInput, type InferredValue, type ShapeRule } from '../inferred-value.js';
import { transposedWindowGeometry, windowGeometry } from '../windows.js';

/** NumPy matrix product: `[..., M, K] × [..., K, N]`, leading axes broadcast, vectors promoted. */
export const matMul: ShapeRule = (node, inputs) => {
  const [a, b] = [requiredInput(node, inputs, 0), requiredInput(node, inputs, 1)];
  const found = `[${a.shape.join(', ')}] × [${b.shape.join(', ')}]`;
  if (a.shape.length === 0 || b.shape.length === 0 || a.dtype !== b.dtype)
    throw nodeMismatch(node, 'two matrices of one dtype', `${a.dtype} ${found} ${b.dtype}`);
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  if (left.at(-1) !== right.at(-2)) throw nodeMismatch(node, 'equal inner lengths', found);
  const shape = [
    ...broadcastShapes(node, [left.slice(0, -2), right.slice(0, -2)]),
    ...(a.shape.length > 1 ? [left.at(-2)!] : []),
    ...(b.shape.length > 1 ? [right.at(-1)!] : []),
  ];
  return [{ dtype: a.dtype, shape }];
};

/** α·A'·B' + β·C with two-dimensional A and B. */
export const gemm: ShapeRule = (node, inputs) => {
  const [a, b] = [requiredInput(node, inputs, 0), requiredInput(node, inputs, 1)];
  const [rows, inner] = orient(node, a, 'transA');
  const [expected, columns] = orient(node, b, 'transB');
  const found = `[${a.shape.join(', ')}] × [${b.shape.join(', ')}]`;
  if (inner !== expected) throw nodeMismatch(node, 'equal inner lengths', found);
  const shape = [rows, columns];
  const sum = inputs[2];
  if (sum && broadcastShapes(node, [sum.shape, shape]).join() !== shape.join())
    throw nodeMismatch(node, `a summand that broadcasts to [${shape.join(', ')}]`, sum.shape);
  return [{ dtype: a.dtype, shape }];
};

function orient(node: GraphNode, { shape }: InferredValue, transposed: string): readonly number[] {
  if (shape.length !== 2) throw nodeMismatch(node, 'two-dimensional matrices', shape);
  return readAttribute(node, 'int', transposed, 0) === 1 ? shape.toReversed() : shape;
}

/** X `[B, C, ...]`, W `[M, C / group, ...]`, bias `[M]` → `[B, M, ...]`. */
export const conv: ShapeRule = (node, inputs) => {
  const { x, weight, group } = convolutionInputs(node, inputs);
  const [channels, perGroup] = [x.shape[1], weight.shape[1]];
  const outputs = weight.shape[0];
  if (perGroup * group !== channels || outputs % group !== 0)
    throw nodeMismatch(node, `weights for ${channels} channels in ${group} group(s)`, weight.shape);
  assertBias(node, inputs[2], outputs);
  const { output } = windowGeometry(node, x.shape.slice(2), weight.shape.slice(2));
  return [{ dtype: x.dtype, shape: [x.shape[0], outputs, ...output] }];
};

/** X `[B, C, ...]`, W `[C, M / group, ...]`, bias `[M]` → `[B, M, ...]`. */
export const convTranspose: ShapeRule = (node, inputs) => {
  const { x, weight, group } = convolutionInputs(node, inputs);
  const channels = x.shape[1];
  if (weight.shape[0] !== channels || channels % group !== 0)
    throw nodeMismatch(node, `weights for ${channels} channels in ${group} group(s)`, weight.shape);
  const outputs = weight.shape[1] * group;
  assertBias(node, inputs[2], outputs);
  const { output } = transposedWindowGeometry(node, x.shape.slice(2), weight.shape.slice(2));
  return [{ dtype: x.dtype, shape: [x.shape[0], outputs, ...output] }];
};

function convolutionInputs(node: GraphNode, inputs: readonly (InferredValue | undefined)[]) {
  const [x, weight] = [requiredInput(node, inputs, 0), requiredInput(node, inputs, 1)];
  if (x.shape.length < 3 || weight.shape.length !== x.shape.length || x.dtype !== weight.dtype)
    throw nodeMismatch(
      node,
      'an input [B, C, ...] and weights of the same rank and dtype',
      `${x.dtype}[${x.shape.join(', ')}] and ${weight.dtype}[${weight.shape.join(', ')}]`,
    );
  return { x, weight, group: readAttribute(node, 'int', 'group', 1) };
}

function assertBias(node: GraphNode, bias: InferredValue | undefined, outputs: number): void {
  if (bias && bias.shape.join() !== String(outputs))
    throw nodeMismatch(node, `a bias [${outputs}]`, bias.shape);
}

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

/** An operator along one axis that keeps the shape: `Softmax`, `LogSoftmax`. */
export const alongAxis: ShapeRule = (node, inputs) => {
  const { dtype, shape } = requiredInput(node, inputs, 0);
  axisOf(node, -1, shape.length);
  return [{ dtype, shape }];
};
