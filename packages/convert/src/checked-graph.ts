import { LangSegError } from '@langseg/core';
import { inferShapes, type Graph, type GraphNode, type Initializer } from '@langseg/onnx-graph';

/** A graph to be built and how to try it out. */
export interface GraphCheck {
  /** What the weights are meant to be, for messages. */
  readonly what: string;
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
export function checkedGraph({ what, inputs, build }: GraphCheck): Graph {
  let graph: Graph | undefined;
  try {
    graph = build();
    const shapes = inferShapes(graph, { inputs });
    assertSummands(graph, shapes);
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
    const suspects = graph ? nearestWeights(graph, error.context.node) : [];
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `The weights don't fit ${what}: ${error.message}${suspects.length > 0 ? ` Look at ${suspects.join(', ')}.` : ''}`,
      { weights: suspects },
      { cause: error },
    );
  }
}

/** A summand shorter than the product's columns would be repeated by ONNX; in PyTorch it is an error. */
function assertSummands(
  graph: Graph,
  shapes: ReadonlyMap<string, { readonly shape: readonly number[] }>,
): void {
  for (const node of graph.nodes) {
    const columns = shapes.get(node.outputs[0])?.shape[1];
    const summand = node.operator === 'Gemm' && node.inputs[2] ? shapes.get(node.inputs[2]) : undefined;
    if (summand && summand.shape.join() !== String(columns))
      throw new LangSegError(
        'GRAPH_INVALID',
        `Node ${node.name} needs a bias [${columns}], got [${summand.shape.join(', ')}].`,
        { node: node.name },
      );
  }
}

/** The weights that a node reads, with their shapes; where it reads none, those of the nodes before it. */
function nearestWeights({ nodes, initializers }: Graph, nodeName: unknown): string[] {
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node])));
  const seen = new Set<GraphNode>();
  let front = nodes.filter(({ name }) => name === nodeName);
  while (front.length > 0) {
    const weights = front.flatMap(({ inputs }) => inputs).filter((name) => isWeight(initializers.get(name)));
    if (weights.length > 0)
      return [...new Set(weights)].map((name) => describe(name, initializers.get(name)!.shape));
    for (const node of front) seen.add(node);
    front = front
      .flatMap(({ inputs }) => inputs.flatMap((input) => producers.get(input) ?? []))
      .filter((node) => !seen.has(node));
  }
  return [];
}

/** Constants carry their value; weights are read when they are written. */
function isWeight(initializer: Initializer | undefined): boolean {
  return initializer !== undefined && initializer.value === undefined;
}

/** Batch norm folding appends to the names of the weights that it derives others from. */
function describe(name: string, shape: readonly number[]): string {
  return `${name.replace(/:folded:.*$/, '')} [${shape.join(', ')}]`;
}
