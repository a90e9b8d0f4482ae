import { LangSegError } from '@langseg/core';
import type { Graph, GraphNode, Value } from '@langseg/onnx-graph';
import { computeNode, nodeContext, type ForwardPass, type ResolvedGraph } from './forward-pass.js';

/** Consecutive nodes whose values are not kept. */
export interface Segment {
  readonly nodes: ReadonlySet<GraphNode>;
}

/** Forward values as one node's gradient reads them. */
export interface Recomputed extends Pick<ForwardPass, 'saved'> {
  readonly values: { get(name: string): Value | undefined };
}

/**
 * Cuts a graph after the nodes that make the values to keep. What comes after the last of them belongs to no segment:
 * its gradients are taken first, while its values are still there.
 *
 * @throws LangSegError `GRAPH_INVALID` for a name that no node makes.
 */
export function segmentsOf(graph: Graph, kept: readonly string[]): Segment[] {
  const ends = kept.map((name) => {
    const index = graph.nodes.findIndex(({ outputs }) => outputs.includes(name));
    if (index < 0)
      throw new LangSegError(
        'GRAPH_INVALID',
        `Graph ${graph.name} has no node that makes "${name}", so its values can't be kept.`,
        { name },
      );
    return index + 1;
  });
  const bounds = [0, ...ends.toSorted((a, b) => a - b)];
  return bounds
    .slice(1)
    .map((end, i) => ({ nodes: new Set(graph.nodes.slice(bounds[i], end)) }))
    .filter(({ nodes }) => nodes.size > 0);
}

/**
 * Computes a segment's nodes a second time. Its float inputs are tied to a gradient that has arrived: the second
 * computation then can't run before the backward pass gets there, and no runtime can merge it with the first.
 */
export function recomputeSegment(
  { nodes }: Segment,
  { graph, inferred, active }: ResolvedGraph,
  forward: ForwardPass,
  arrived: Value,
): Recomputed {
  const { g } = forward;
  const first = g.op('Slice', [g.op('Reshape', [arrived, g.ints(-1)]), g.ints(0), g.ints(1)]);
  const zero = g.op('Mul', [first, g.float(0)]);
  const made = new Map<string, Value>();
  const values = {
    get(name: string): Value | undefined {
      const known = made.get(name);
      if (known) return known;
      const outside = forward.values.get(name);
      const { dtype, shape } = inferred.get(name) ?? {};
      if (!outside || graph.initializers.has(name) || !dtype?.startsWith('float') || !shape?.length)
        return outside;
      const tied = g.op('Add', [outside, zero]);
      made.set(name, tied);
      return tied;
    },
  };

  const saved = new Map<GraphNode, Readonly<Record<string, Value>>>();
  for (const node of nodes) {
    const result = computeNode(nodeContext(g, node, values, inferred), active);
    node.outputs.forEach((name, i) => name && made.set(name, result.outputs[i]));
    if (result.saved) saved.set(node, result.saved);
  }
  return { values, saved };
}
