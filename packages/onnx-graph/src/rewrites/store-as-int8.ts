import { sourceSize } from '@langseg/core';
import type { Graph, GraphNode, Initializer } from '../graph/graph.js';
import { onnxDataType } from '../model/data-type.js';
import { readAttribute } from '../graph/read-attribute.js';
import { channelScales, inSteps } from './symmetric-int8.js';

/**
 * Quarters a model's size: weights of convolutions and matrix products with at least `minimumElements` are kept as int8, each output
 * channel with a scale of its own, w ≈ scale · q with q from −127 to 127. `Cast` and `Mul` restore them when the model is
 * loaded; runtimes do that once, so that runs take as long as before and arithmetic stays float32.
 */
export function storeAsInt8(graph: Graph, minimumElements = 256): Graph {
  const axes = channelAxes(graph);
  const initializers = new Map<string, Initializer>();
  const nodes: GraphNode[] = [];
  for (const [name, initializer] of graph.initializers) {
    const axis = axes.get(name);
    const isLarge = sourceSize(initializer) >= minimumElements;
    if (axis === undefined || initializer.dtype !== 'float32' || initializer.value || !isLarge) {
      initializers.set(name, initializer);
      continue;
    }
    const [stored, scale, wide] = [`${name}:int8`, `${name}:scale`, `${name}:wide`];
    const { shape } = initializer;
    const scaleShape = shape.map((length, index) => (index === axis ? length : 1));
    const scales = channelScales(initializer, axis, { shape: scaleShape });
    initializers.set(scale, scales);
    initializers.set(stored, inSteps(initializer, scales, axis));
    nodes.push(
      node('Cast', [stored], wide, { to: { kind: 'int', value: onnxDataType('float32') } }),
      node('Mul', [wide, scale], name, {}),
    );
  }
  return { ...graph, initializers, nodes: [...nodes, ...graph.nodes] };
}

/** The axis of output channels of every initialiser that is nothing but a weight of products. */
function channelAxes({ nodes, initializers }: Graph): ReadonlyMap<string, number> {
  const axes = new Map<string, number | undefined>();
  for (const consumer of nodes)
    consumer.inputs.forEach((name, input) => {
      const initializer = initializers.get(name);
      if (!initializer) return;
      const axis = input === 1 ? channelAxis(consumer, initializer.shape.length) : undefined;
      const isAgreed = !axes.has(name) || axes.get(name) === axis;
      axes.set(name, isAgreed ? axis : undefined);
    });
  return new Map([...axes].filter((entry): entry is [string, number] => entry[1] !== undefined));
}

function channelAxis(consumer: GraphNode, rank: number): number | undefined {
  if (consumer.operator === 'Conv') return 0;
  if (consumer.operator === 'MatMul' && rank === 2) return 1;
  if (consumer.operator === 'Gemm') return readAttribute(consumer, 'int', 'transB', 0) === 1 ? 0 : 1;
  return undefined;
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: GraphNode['attributes'],
): GraphNode {
  return { name: `${output}:${operator}`, operator, domain: '', inputs, outputs: [output], attributes };
}
