import { allocate, LangSegError, sizeOf } from '@langseg/core';
import {
  inferNode,
  inferredFromTensor,
  type EvaluateNode,
  type GraphNode,
  type OperatorName,
} from '@langseg/onnx-graph';
import { kernels } from './kernels.js';

/** Oldest operator set whose operators mean what the kernels compute. */
const oldestOpset = 13;

/**
 * Checks that the reference runtime has a kernel for a node.
 *
 * @throws LangSegError `GRAPH_INVALID` naming the node.
 */
export function assertSupported({ name, domain, operator }: GraphNode, opset: number): void {
  if (domain !== '' || !Object.hasOwn(kernels, operator))
    throw new LangSegError(
      'GRAPH_INVALID',
      `Node ${name}: the reference runtime has no operator ${domain ? `${domain}.` : ''}${operator}.`,
      { node: name, operator, domain },
    );
  if (opset < oldestOpset)
    throw new LangSegError(
      'GRAPH_INVALID',
      `The reference runtime needs opset ${oldestOpset} or newer, got ${opset}.`,
      { node: name, opset },
    );
}

/**
 * Computes one node: sums in double precision, results in the dtype of the operator's output.
 *
 * @throws LangSegError `GRAPH_INVALID` for an unsupported operator and for inputs that don't fit it.
 */
export const evaluateNode: EvaluateNode = (node, inputs, opset) => {
  assertSupported(node, opset);
  const inferred = inferNode(
    node,
    inputs.map((input) => input && inferredFromTensor(input)),
  );
  const outputs = inferred.map(({ dtype, shape }) => ({
    dtype,
    shape,
    data: allocate(dtype, sizeOf(shape)),
  }));
  kernels[node.operator as OperatorName](node, inputs, outputs);
  return outputs;
};
