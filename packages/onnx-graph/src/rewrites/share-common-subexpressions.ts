import { toBytes } from '@langseg/core';
import type { Graph, GraphNode } from '../graph/graph.js';
import { removeUnused } from './remove-unused.js';

/** Operators that give something else every time. */
const random = /^(Random|Bernoulli|Multinomial|Dropout)/;

/** Longer constants are not compared. */
const maxComparedElements = 4096;

/**
 * Computes once what is computed several times: nodes with the same operator, attributes and inputs become one, and
 * so do bit-equal small constants. Values that are graph outputs keep their names, so a node that makes one stays.
 *
 * What is merged lives from its first use to its last, which can take more memory than computing it again.
 */
export function shareCommonSubexpressions(graph: Graph): Graph {
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const renamed = sharedConstants(graph, outputs);
  const known = new Map<string, GraphNode>();
  const nodes: GraphNode[] = [];
  for (const original of graph.nodes) {
    const inputs = original.inputs.map((name) => renamed.get(name) ?? name);
    const node: GraphNode = { ...original, inputs };
    const key = keyOf(node);
    const first = known.get(key);
    if (first && canReplace(first, node, outputs)) {
      node.outputs.forEach((name, i) => name && renamed.set(name, first.outputs[i]));
      continue;
    }
    if (!first && !random.test(node.operator)) known.set(key, node);
    nodes.push(node);
  }
  return removeUnused({ ...graph, nodes });
}

function canReplace(first: GraphNode, node: GraphNode, outputs: ReadonlySet<string>): boolean {
  return node.outputs.every((name, i) => !name || (first.outputs[i] && !outputs.has(name)));
}

function keyOf({ domain, operator, attributes, inputs }: GraphNode): string {
  const sorted = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([domain, operator, inputs, sorted]);
}

/** The name of the first of several equal constants, by the names of the others. */
function sharedConstants(graph: Graph, outputs: ReadonlySet<string>): Map<string, string> {
  const firsts = new Map<string, string>();
  const renamed = new Map<string, string>();
  for (const [name, { value }] of graph.initializers) {
    if (!value || value.data.length > maxComparedElements || outputs.has(name)) continue;
    const key = `${value.dtype}[${value.shape.join()}]${toBytes(value.data).join()}`;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, name);
    else renamed.set(name, first);
  }
  return renamed;
}
