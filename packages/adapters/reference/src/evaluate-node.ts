import { allocate, LangSegError, sizeOf } from '@langseg/core';
import {
  inferNode,
  inferredFromTensor,
  type EvaluateNode,
  type GraphNode,
  type MicrosoftOperator,
  type OperatorName,
} from '@langseg/onnx-graph';
import { kernels, microsoftKernels } from './kernels.js';
import type { Kernel } from './kernels/kernel.js';

/** Oldest operator set whose operators mean what the kernels compute. */
const oldestOpset = 13;

/**
 * Checks that the reference runtime has a kernel for a node.
 *
 * @throws LangSegError `GRAPH_INVALID` naming the node.
 */
export function assertSupported({ name, domain, operator }: GraphNode, opset: number): void {
  if (!kernelOf(domain, operator))
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
  kernelOf(node.domain, node.operator)!(node, inputs, outputs);
  return outputs;
};

function kernelOf(domain: string, operator: string): Kernel | undefined {
  if (domain === '' && Object.hasOwn(kernels, operator)) return kernels[operator as OperatorName];
  if (domain === 'com.microsoft' && Object.hasOwn(microsoftKernels, operator))
    return microsoftKernels[operator as MicrosoftOperator];
  return undefined;
}
