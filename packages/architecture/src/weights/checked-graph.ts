import { LangSegError, type Weights } from '@langseg/core';
import { inferShapes, type Graph, type GraphNode } from '@langseg/onnx-graph';
import { assertWeightsOf } from './assert-weights-of.js';

/** A graph to be built and how to try it out. */
export interface GraphCheck {
  /** What the weights are meant to be, for messages. */
  readonly what: string;
  /** Weights of the checkpoint; those that a rewrite has made up are left out of messages. */
  readonly weights: Weights;
  /** A representative size for each input. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly build: () => Graph;
}

/**
 * Builds a graph and follows the shapes through it, so that a weight of the wrong shape is found before gigabytes are
 * written, and is called by its name.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH`.
 */
export function checkedGraph({ what, weights, inputs, build }: GraphCheck): Graph {
  let graph: Graph | undefined;
  try {
    graph = build();
    for (const node of graph.nodes) assertWeightsOf(node, graph);
    const shapes = inferShapes(graph, { inputs });
    for (const { name, shape } of graph.outputs) {
      const found = shapes.get(name)?.shape ?? [];
      if (shape.some((axis, i) => typeof axis === 'number' && axis !== found[i]))
        throw new LangSegError(
          'WEIGHTS_MISMATCH',
          `The weights don't fit ${what}: its ${name} should be [${shape.join(', ')}], these give [${found.join(', ')}].`,
          { expected: shape, found },
        );
    }
    return graph;
  } catch (error) {
    if (!LangSegError.is(error, 'GRAPH_INVALID')) throw error;
    const suspects = graph ? nearestWeights(graph, error.context.node, weights) : [];
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `The weights don't fit ${what}: ${error.message}${suspects.length > 0 ? ` Look at ${suspects.join(', ')}.` : ''}`,
      { weights: suspects },
      { cause: error },
    );
  }
}

/** The weights that a node reads, with their shapes; where it reads none, those of the nodes before it. */
function nearestWeights({ nodes, initializers }: Graph, nodeName: unknown, weights: Weights): string[] {
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node])));
  const seen = new Set<GraphNode>();
  let front = nodes.filter(({ name }) => name === nodeName);
  while (front.length > 0) {
    const inputs = [...new Set(front.flatMap((node) => node.inputs))];
    const found = inputs.filter((input) => weights.has(originalName(input)));
    if (found.length > 0)
      return found.map((input) => `${originalName(input)} [${initializers.get(input)!.shape.join(', ')}]`);
    for (const node of front) seen.add(node);
    front = inputs.flatMap((input) => producers.get(input) ?? []).filter((node) => !seen.has(node));
  }
  return [];
}

/** Batch norm folding appends to the names of the weights that it derives others from. */
function originalName(name: string): string {
  return name.replace(/:folded:.*$/, '');
}
