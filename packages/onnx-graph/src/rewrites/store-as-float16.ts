import { castSource, sourceSize } from '@langseg/core';
import type { Graph, GraphNode, Initializer } from '../graph/graph.js';
import { onnxDataType } from '../model/data-type.js';

/**
 * Halves a model's size: float32 weights of at least `minimumElements` are kept as float16 and widened by a `Cast`
 * when the model is loaded. Arithmetic stays float32, so only the weights are rounded.
 */
export function storeAsFloat16(graph: Graph, minimumElements = 256): Graph {
  const initializers = new Map<string, Initializer>();
  const casts: GraphNode[] = [];
  for (const [name, initializer] of graph.initializers) {
    if (initializer.dtype !== 'float32' || initializer.value || sourceSize(initializer) < minimumElements) {
      initializers.set(name, initializer);
      continue;
    }
    const stored = `${name}:float16`;
    initializers.set(stored, castSource(initializer, 'float16'));
    casts.push({
      name: `${name}:Cast`,
      operator: 'Cast',
      domain: '',
      inputs: [stored],
      outputs: [name],
      attributes: { to: { kind: 'int', value: onnxDataType('float32') } },
    });
  }
  return { ...graph, initializers, nodes: [...casts, ...graph.nodes] };
}
