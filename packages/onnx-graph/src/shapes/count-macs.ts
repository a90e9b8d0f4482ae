import { sizeOf } from '@langseg/core';
import type { Graph, GraphNode } from '../graph/graph.js';
import { readAttribute } from '../graph/read-attribute.js';
import type { InferredValue } from './inferred-value.js';

/** Shapes of a graph's values, as {@link inferShapes} returns them. */
export type InferredShapes = ReadonlyMap<string, Pick<InferredValue, 'shape'>>;

/**
 * Multiply-accumulates of one node: `Conv`, `ConvTranspose`, `MatMul`, `Gemm` and products in 8 bits; 0 for the others, whose work is of
 * the order of their data. Padding counts as if it were data.
 */
export function nodeMacs(node: GraphNode, shapes: InferredShapes): number {
  const shape = (name: string) => shapes.get(name)?.shape ?? [];
  const output = sizeOf(shape(node.outputs[0]));
  const [first, second] = [shape(node.inputs[0]), shape(node.inputs[1])];
  switch (node.operator) {
    case 'Conv':
      return output * sizeOf(second.slice(1));
    case 'ConvTranspose':
      return sizeOf(first) * sizeOf(second.slice(1));
    case 'MatMul':
    case 'DynamicQuantizeMatMul':
      return output * first[first.length - 1];
    case 'Gemm':
      return output * first[readAttribute(node, 'int', 'transA', 0) === 1 ? 0 : 1];
    default:
      return 0;
  }
}

/** Multiply-accumulates of one run of the graph. */
export function countMacs(graph: Graph, shapes: InferredShapes): number {
  return graph.nodes.reduce((sum, node) => sum + nodeMacs(node, shapes), 0);
}
