import type { Tensor } from '@langseg/core';
import { constantOf } from '../graph/constant.js';
import type { Graph, GraphNode } from '../graph/graph.js';
import { removeUnused } from './remove-unused.js';

/** Computes one node; a reference runtime provides it. */
export type EvaluateNode = (
  node: GraphNode,
  inputs: readonly (Tensor | undefined)[],
  opset: number,
) => readonly Tensor[];

/**
 * Replaces every node that only reads constants (initialisers with a `value`, not weights) by its result. Nodes of
 * other domains and nodes that make a graph output stay.
 *
 * @param options.evaluate computes a node, for example `evaluateNode` of `@langseg/adapter-reference`.
 * @param options.maxElements results larger than this are left as nodes, default 65,536.
 */
export function foldConstants(
  graph: Graph,
  options: { readonly evaluate: EvaluateNode; readonly maxElements?: number },
): Graph {
  const initializers = new Map(graph.initializers);
  const outputs = new Set(graph.outputs.map((output) => output.name));
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => (name ? initializers.get(name)?.value : undefined));
    const isFoldable =
      node.domain === '' &&
      node.inputs.length > 0 &&
      node.inputs.every((name, i) => !name || inputs[i]) &&
      !node.outputs.some((name) => outputs.has(name));
    const results = isFoldable ? options.evaluate(node, inputs, graph.opset) : undefined;
    if (!results || results.some((result) => result.data.length > (options.maxElements ?? 65_536))) {
      nodes.push(node);
      continue;
    }
    results.forEach((result, i) => initializers.set(node.outputs[i], constantOf(result)));
  }
  return removeUnused({ ...graph, nodes, initializers });
}
