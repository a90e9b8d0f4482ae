import { LangSegError } from '@langseg/core';
import type { Graph } from './graph.js';
import { GraphBuilder, type Value } from './graph-builder.js';

/** A graph that can be added to. */
export interface ContinuedGraph {
  readonly g: GraphBuilder;
  /**
   * A value of the graph by its name.
   *
   * @throws LangSegError `GRAPH_INVALID` for an unknown name.
   */
  value(name: string): Value;
}

/** A builder that holds a finished graph's inputs, weights and nodes; its outputs are not declared. */
export function continueGraph(graph: Graph, name = graph.name): ContinuedGraph {
  const g = new GraphBuilder(name, { opset: graph.opset });
  const values = new Map<string, Value>();
  for (const input of graph.inputs) values.set(input.name, g.input(input.name, input.dtype, input.shape));
  for (const [weight, initializer] of graph.initializers)
    values.set(weight, g.initializer(weight, initializer));
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => (input ? values.get(input) : undefined));
    g.copy(node, inputs).forEach((value, i) => values.set(node.outputs[i], value));
  }
  return {
    g,
    value: (wanted) => {
      const value = values.get(wanted);
      if (value) return value;
      throw new LangSegError('GRAPH_INVALID', `Graph ${graph.name} has no value "${wanted}".`, {
        name: wanted,
      });
    },
  };
}
