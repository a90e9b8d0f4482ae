import {
  constantOf,
  inferShapes,
  int64,
  readAttribute,
  removeUnused,
  shareCommonSubexpressions,
  type Graph,
  type GraphNode,
  type InferredValue,
  type Initializer,
} from '@langseg/onnx-graph';

const reshapes = new Set(['Reshape', 'Flatten', 'Squeeze', 'Unsqueeze']);

/**
 * Takes out of a graph what a differentiated one has too much of: nodes that change nothing (`Identity`, `Reshape` and
 * `Expand` to the same shape, `Cast` to the same dtype, `Transpose` back and forth), reshapes of reshapes, values that
 * are computed twice or never used. Parts that are to be computed again (`recompute`) stay: they read other inputs.
 *
 * @param options.inputs shape of each graph input by name; may leave out inputs without free axes.
 * @param options.shapes what `inferShapes` returns for the graph, where it is at hand.
 * @throws LangSegError as `inferShapes`.
 */
export function simplify(
  graph: Graph,
  options: {
    readonly inputs?: Readonly<Record<string, readonly number[]>>;
    readonly shapes?: ReadonlyMap<string, InferredValue>;
  } = {},
): Graph {
  const shapes = options.shapes ?? inferShapes(graph, options);
  return shareCommonSubexpressions(removeUnused(withoutNoOps(graph, shapes)));
}

function withoutNoOps(graph: Graph, shapes: ReadonlyMap<string, InferredValue>): Graph {
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const initializers = new Map<string, Initializer>(graph.initializers);
  const producers = new Map<string, GraphNode>();
  const renamed = new Map<string, string>();
  const nodes: GraphNode[] = [];
  for (const original of graph.nodes) {
    const inputs = original.inputs.map((name) => renamed.get(name) ?? name);
    const node = joined({ ...original, inputs }, producers.get(inputs[0]));
    const [output] = node.outputs;
    if (changesNothing(node, shapes) && !outputs.has(output)) {
      renamed.set(output, node.inputs[0]);
      continue;
    }
    for (const name of node.outputs) producers.set(name, node);
    nodes.push(node);
  }
  return { ...graph, nodes, initializers };

  /** A reshape of a reshape, or a transpose that undoes a transpose, as one node. */
  function joined(node: GraphNode, before: GraphNode | undefined): GraphNode {
    const output = shapes.get(node.outputs[0]);
    if (!before || !output) return node;
    if (isReshape(node) && isReshape(before) && !output.shape.includes(0)) {
      const name = `shape:${output.shape.join('x')}`;
      initializers.set(name, constantOf(int64(output.shape)));
      return { ...node, operator: 'Reshape', inputs: [before.inputs[0], name], attributes: {} };
    }
    return isUndone(before, node, shapes)
      ? { ...node, operator: 'Identity', inputs: before.inputs, attributes: {} }
      : node;
  }
}

function isReshape({ domain, operator }: GraphNode): boolean {
  return domain === '' && reshapes.has(operator);
}

function changesNothing(node: GraphNode, shapes: ReadonlyMap<string, InferredValue>): boolean {
  if (node.domain !== '') return false;
  const [x, y] = [shapes.get(node.inputs[0]), shapes.get(node.outputs[0])];
  if (node.operator === 'Identity') return true;
  if (node.operator === 'Cast') return x?.dtype === y?.dtype;
  if (node.operator === 'Transpose') return orderOf(node, shapes).every((axis, i) => axis === i);
  return (isReshape(node) || node.operator === 'Expand') && x?.shape.join() === y?.shape.join();
}

/**
 * Other pairs of transposes stay two: runtimes fuse the one beside a matrix product into it, and would have to carry
 * out their composition.
 */
function isUndone(first: GraphNode, second: GraphNode, shapes: ReadonlyMap<string, InferredValue>): boolean {
  if ([first, second].some(({ domain, operator }) => domain !== '' || operator !== 'Transpose')) return false;
  const order = orderOf(first, shapes);
  return orderOf(second, shapes).every((axis, i) => order[axis] === i);
}

function orderOf(node: GraphNode, shapes: ReadonlyMap<string, InferredValue>): readonly number[] {
  const axes = shapes.get(node.outputs[0])!.shape.map((_, axis) => axis);
  return readAttribute(node, 'ints', 'perm', undefined) ?? axes.toReversed();
}
