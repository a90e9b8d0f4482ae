import type { GraphNode } from '../../graph/graph.js';
import { readAttribute } from '../../graph/read-attribute.js';
import { broadcastShapes } from '../broadcast.js';
import { nodeMismatch, requiredInput, type InferredValue, type ShapeRule } from '../inferred-value.js';

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
