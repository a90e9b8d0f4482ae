import type { GraphNode } from '../../graph/graph.js';
import { readAttribute } from '../../graph/read-attribute.js';
import { nodeMismatch, requiredInput, type InferredValue, type ShapeRule } from '../inferred-value.js';
import { transposedWindowGeometry, windowGeometry } from '../windows.js';

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
