import { tensor, type DType, type Tensor } from '@langseg/core';
import { constantOf } from '../graph/constant.js';
import type { Graph, Initializer } from '../graph/graph.js';
import { inferShapes } from '../shapes/infer-shapes.js';
import { removeUnused } from './remove-unused.js';

/**
 * The graph for inputs of the given shapes: free axes become numbers, and every value that only depends on shapes and
 * constants (sizes, axes, scales) becomes a constant.
 *
 * @param options.inputs as for `inferShapes`.
 * @throws LangSegError as `inferShapes`.
 */
export function resolveShapes(
  graph: Graph,
  options: { readonly inputs?: Readonly<Record<string, readonly number[]>> } = {},
): Graph {
  const values = inferShapes(graph, options);
  const outputNames = new Set(graph.outputs.map(({ name }) => name));
  const initializers = new Map<string, Initializer>(graph.initializers);
  const nodes = graph.nodes.filter((node) => {
    const results = node.outputs.map((name) => values.get(name));
    const isResolved = node.outputs.every((name, i) => results[i]?.elements && !outputNames.has(name));
    if (isResolved)
      node.outputs.forEach((name, i) => {
        const { dtype, shape, elements } = results[i]!;
        initializers.set(name, constantOf(tensorOf(dtype, shape, elements!)));
      });
    return !isResolved;
  });
  const resolved = <V extends { readonly name: string }>(value: V) => ({
    ...value,
    shape: values.get(value.name)!.shape,
  });
  return removeUnused({
    ...graph,
    inputs: graph.inputs.map(resolved),
    outputs: graph.outputs.map(resolved),
    nodes,
    initializers,
  });
}

function tensorOf(dtype: DType, shape: readonly number[], elements: readonly number[]): Tensor {
  const filled = tensor(dtype, shape);
  elements.forEach((element, i) => {
    (filled.data as { [index: number]: number | bigint })[i] =
      filled.data instanceof BigInt64Array || filled.data instanceof BigUint64Array
        ? BigInt(element)
        : element;
  });
  return filled;
}
