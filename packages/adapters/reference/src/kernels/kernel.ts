import type { Tensor } from '@langseg/core';
import { nodeMismatch, type GraphNode } from '@langseg/onnx-graph';

/**
 * Computes one operator. Shapes have been checked by `inferNode` before, and `outputs` are zero-filled tensors of
 * the inferred dtypes and shapes.
 */
export type Kernel = (
  node: GraphNode,
  inputs: readonly (Tensor | undefined)[],
  outputs: readonly Tensor[],
) => void;

/** Elements of the real-valued dtypes that kernels compute with. */
export type Floats = Float32Array | Float64Array;

/**
 * The elements of a real-valued tensor.
 *
 * @throws LangSegError `GRAPH_INVALID` for other dtypes; float16 is for storage and must be cast first.
 */
export function floats(node: GraphNode, tensor: Tensor | undefined): Floats {
  if (tensor?.dtype !== 'float32' && tensor?.dtype !== 'float64')
    throw nodeMismatch(node, 'float32 or float64', tensor?.dtype ?? 'no tensor');
  return tensor.data as Floats;
}

/** Elements that are copied but not computed with. The one cast that lets every dtype share a loop. */
export function elementsOf({ data }: Tensor): Float32Array {
  return data as Float32Array;
}

/** The only element of a tensor as a number, or `fallback` where the input is left out. */
export function scalar(tensor: Tensor | undefined, fallback: number): number {
  return tensor && tensor.data.length > 0 ? Number(tensor.data[0]) : fallback;
}
