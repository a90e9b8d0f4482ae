import { sourceSize, type TensorSource } from '@langseg/core';
import type { Graph, GraphNode, Initializer } from '../graph/graph.js';
import { readAttribute } from '../graph/read-attribute.js';
import { channelScales, inSteps, transposed } from './symmetric-int8.js';

/** What {@link quantizeProducts} leaves as it is. */
export interface QuantizeOptions {
  /** Whether a weight, by its name, stays in floating point. Default: none does. */
  readonly keepsFloat?: (weight: string) => boolean;
  /** Smaller weights stay in floating point. Default 256 elements. */
  readonly minimumElements?: number;
}

/**
 * Processors without VNNI multiply by adding two products of 8 bits in 16: 2 · 255 · 64 is the most that fits. With weights up to 127 they would
 * cut off what is larger, without a word.
 */
const productLimit = 64;

/**
 * Computes products of rows and weights in 8 bits: `Gemm` and `MatMul` become `DynamicQuantizeMatMul`, whose weights are int8 from −64 to 64 with a
 * scale for each output and whose rows are rounded to 8 bits when it runs. Bias, sums and results are float32. What is looked up
 * in a table (`Gather` of rows) is kept as int8 as well, with a scale for each row.
 *
 * Weights go by `NAME:q8`, or `NAME:q8t` where they are transposed, so that `widenStoredWeights` can bring them back.
 */
export function quantizeProducts(graph: Graph, options: QuantizeOptions = {}): Graph {
  const { keepsFloat = () => false, minimumElements = 256 } = options;
  const initializers = new Map<string, Initializer>(graph.initializers);
  const consumers = new Map<string, GraphNode[]>();
  for (const node of graph.nodes)
    for (const name of new Set(node.inputs)) consumers.set(name, [...(consumers.get(name) ?? []), node]);
  const outputs = new Set(graph.outputs.map(({ name }) => name));

  const isSuitable = (name: string) => {
    const weight = graph.initializers.get(name);
    return (
      weight?.dtype === 'float32' &&
      weight.shape.length === 2 &&
      !weight.value &&
      !outputs.has(name) &&
      sourceSize(weight) >= minimumElements &&
      !keepsFloat(name) &&
      // One that is read in several ways would have to be kept twice.
      new Set(consumers.get(name)!.map((node) => layoutOf(node, name, graph))).size === 1
    );
  };
  const store = (name: string, layout: Layout) => {
    const scale = `${name}:q8-scale`;
    const stored = layout === 'rows' ? `${name}:q8t` : `${name}:q8`;
    const weight = graph.initializers.get(name)!;
    if (!initializers.has(stored)) {
      const axis = layout === 'columns' ? 1 : 0;
      const scales = channelScales(
        weight,
        axis,
        layout === 'table' ? { shape: [weight.shape[0], 1] } : { limit: productLimit },
      );
      const steps: TensorSource<'int8'> = inSteps(weight, scales, axis);
      initializers.delete(name);
      initializers.set(scale, scales);
      initializers.set(stored, layout === 'rows' ? transposed(steps) : steps);
    }
    return [stored, scale] as const;
  };

  const nodes = graph.nodes.flatMap((node) => {
    const name = node.inputs[node.operator === 'Gather' ? 0 : 1] ?? '';
    const layout = layoutOf(node, name, graph);
    if (!layout || !isSuitable(name)) return [node];
    const [stored, scale] = store(name, layout);
    return layout === 'table' ? lookedUp(node, stored, scale) : [product(node, stored, scale)];
  });
  return { ...graph, nodes, initializers };
}

/** Where a weight has its outputs: in its rows (a `Gemm` that transposes it) or columns; or it is a table of rows. */
type Layout = 'rows' | 'columns' | 'table';

function layoutOf(node: GraphNode, weight: string, graph: Graph): Layout | undefined {
  const { operator, domain, inputs } = node;
  if (domain !== '' || inputs.filter((name) => name === weight).length !== 1) return undefined;
  if (operator === 'Gather')
    return inputs[0] === weight && readAttribute(node, 'int', 'axis', 0) === 0 ? 'table' : undefined;
  if (inputs[1] !== weight) return undefined;
  if (operator === 'MatMul') return 'columns';
  return operator === 'Gemm' && isPlain(node, graph)
    ? readAttribute(node, 'int', 'transB', 0) === 1
      ? 'rows'
      : 'columns'
    : undefined;
}

/** Whether a `Gemm` is x·W + b, with a bias for each output. */
function isPlain(node: GraphNode, { initializers }: Graph): boolean {
  const weight = initializers.get(node.inputs[1]);
  const outputs = weight?.shape[readAttribute(node, 'int', 'transB', 0) === 1 ? 0 : 1];
  const bias = node.inputs[2] ? initializers.get(node.inputs[2])?.shape : [outputs];
  return (
    readAttribute(node, 'int', 'transA', 0) === 0 &&
    readAttribute(node, 'float', 'alpha', 1) === 1 &&
    readAttribute(node, 'float', 'beta', 1) === 1 &&
    bias?.length === 1 &&
    bias[0] === outputs
  );
}

function product(node: GraphNode, stored: string, scale: string): GraphNode {
  const bias = node.inputs[2];
  return {
    ...node,
    operator: 'DynamicQuantizeMatMul',
    domain: 'com.microsoft',
    inputs: [node.inputs[0], stored, scale, ...(bias ? ['', bias] : [])],
    attributes: {},
  };
}

function lookedUp(node: GraphNode, stored: string, scale: string): GraphNode[] {
  const [output] = node.outputs;
  const [rows, wide, steps] = ['rows', 'wide', 'steps'].map((part) => `${output}:${part}`);
  const step = (operator: string, inputs: readonly string[], to: string, attributes = {}): GraphNode => ({
    name: `${to}:${operator}`,
    operator,
    domain: '',
    inputs,
    outputs: [to],
    attributes,
  });
  return [
    step('Gather', [stored, node.inputs[1]], rows, node.attributes),
    step('Cast', [rows], wide, { to: { kind: 'int', value: 1 } }),
    step('Gather', [scale, node.inputs[1]], steps, node.attributes),
    step('Mul', [wide, steps], output),
  ];
}
