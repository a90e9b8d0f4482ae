import { LangSegError } from '@langseg/core';
import type { Graph, GraphValue } from '../graph/graph.js';
import { removeUnused } from './remove-unused.js';

/**
 * The same computation with other outputs: any named float32 value of the graph can be looked at. Nodes and weights
 * that the chosen outputs don't need are left out.
 *
 * @throws LangSegError `GRAPH_INVALID` when a name is not a value of the graph.
 */
export function selectOutputs(graph: Graph, names: readonly string[]): Graph {
  const known = new Set(graph.nodes.flatMap((node) => node.outputs));
  const outputs = names.map((name): GraphValue => {
    const declared = graph.outputs.find((output) => output.name === name);
    if (declared) return declared;
    if (!known.has(name))
      throw new LangSegError('GRAPH_INVALID', `Graph ${graph.name} has no value "${name}".`, { name });
    return { name, dtype: 'float32', shape: [] };
  });
  return removeUnused({ ...graph, outputs });
}
