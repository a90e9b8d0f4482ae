import { LangSegError } from '@langseg/core';
import type { Graph } from './graph.js';

/**
 * Checks that nodes are in topological order, that every value is defined once and every output at all.
 *
 * @throws LangSegError `GRAPH_INVALID` naming the node and the value.
 */
export function assertConnected(graph: Graph): void {
  const known = new Set([...graph.inputs.map((input) => input.name), ...graph.initializers.keys()]);
  const invalid = (message: string, value: string) => new LangSegError('GRAPH_INVALID', message, { value });
  for (const node of graph.nodes) {
    for (const input of node.inputs)
      if (input && !known.has(input))
        throw invalid(`Node ${node.name} reads "${input}", which nothing before it defines.`, input);
    for (const output of node.outputs) {
      if (!output) continue;
      if (known.has(output)) throw invalid(`Node ${node.name} defines "${output}" a second time.`, output);
      known.add(output);
    }
  }
  for (const { name } of graph.outputs)
    if (!known.has(name)) throw invalid(`Nothing defines the output "${name}" of graph ${graph.name}.`, name);
}
