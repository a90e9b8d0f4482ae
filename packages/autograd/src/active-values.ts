import type { Graph } from '@langseg/onnx-graph';

/** Names of the values through which the loss depends on a parameter: the only ones that need gradients. */
export function activeValues(graph: Graph, parameters: readonly string[], loss: string): ReadonlySet<string> {
  const moved = new Set(parameters);
  for (const node of graph.nodes)
    if (node.inputs.some((name) => moved.has(name))) for (const output of node.outputs) moved.add(output);

  const active = new Set(moved.has(loss) ? [loss] : []);
  for (const node of graph.nodes.toReversed())
    if (node.outputs.some((name) => active.has(name)))
      for (const input of node.inputs) if (moved.has(input)) active.add(input);
  return active;
}
