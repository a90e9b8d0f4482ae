import {
  GraphBuilder,
  usesBatchStatistics,
  type Graph,
  type GraphNode,
  type InferredValue,
  type Value,
} from '@langseg/onnx-graph';
import type { ForwardResult, NodeContext } from './differentiable.js';
import { rules } from './rules.js';

/** A graph of fixed shapes and what is known of its values. */
export interface ResolvedGraph {
  readonly graph: Graph;
  /** Dtype and shape of every value. */
  readonly inferred: ReadonlyMap<string, InferredValue>;
  /** Names of the values that need gradients; see `activeValues`. */
  readonly active: ReadonlySet<string>;
}

/** The forward pass in the graph that is being built. */
export interface ForwardPass {
  readonly g: GraphBuilder;
  /** Every value of the original graph. */
  readonly values: ReadonlyMap<string, Value>;
  /** What nodes keep for their gradients. */
  readonly saved: ReadonlyMap<GraphNode, Readonly<Record<string, Value>>>;
  /** Next values of running statistics by name. */
  readonly states: ReadonlyMap<string, Value>;
}

/** Computes the graph as its gradients need it; parameters and running statistics become inputs. */
export function forwardPass(resolved: ResolvedGraph, parameters: readonly string[]): ForwardPass {
  const { graph, inferred, active } = resolved;
  const g = new GraphBuilder(`${graph.name}:training`, { opset: graph.opset });
  const values = new Map<string, Value>();
  for (const { name, dtype, shape } of graph.inputs) values.set(name, g.input(name, dtype, shape));
  const moved = new Set([
    ...parameters,
    ...graph.nodes.filter(usesBatchStatistics).flatMap((node) => node.inputs.slice(3)),
  ]);
  for (const [name, initializer] of graph.initializers)
    values.set(
      name,
      moved.has(name)
        ? g.input(name, initializer.dtype, initializer.shape)
        : g.initializer(name, initializer),
    );

  const saved = new Map<GraphNode, Readonly<Record<string, Value>>>();
  const states = new Map<string, Value>();
  for (const node of graph.nodes) {
    const result = computeNode(nodeContext(g, node, values, inferred), active);
    node.outputs.forEach((name, i) => name && values.set(name, result.outputs[i]));
    if (result.saved) saved.set(node, result.saved);
    for (const [name, value] of result.states ?? []) states.set(name, value);
  }
  return { g, values, saved, states };
}

/** A node as rules see it, reading the given values. */
export function nodeContext(
  g: GraphBuilder,
  node: GraphNode,
  values: { get(name: string): Value | undefined },
  inferred: ReadonlyMap<string, InferredValue>,
): NodeContext {
  return {
    g,
    node,
    inputs: node.inputs.map((name) => (name ? values.get(name) : undefined)),
    inputValues: node.inputs.map((name) => (name ? inferred.get(name) : undefined)),
    outputValues: node.outputs.map((name) => inferred.get(name)!),
  };
}

/** A node in the form that keeps what its gradient needs, or as it is where no gradient passes. */
export function computeNode(context: NodeContext, active: ReadonlySet<string>): ForwardResult {
  const { g, node, inputs } = context;
  const isActive = node.outputs.some((name) => active.has(name));
  const rule = isActive || usesBatchStatistics(node) ? rules.get(node.operator) : undefined;
  return rule?.forward?.(context) ?? { outputs: g.copy(node, inputs) };
}
