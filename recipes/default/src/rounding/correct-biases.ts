import { deriveSource } from '@langseg/core';
import type { Graph, Initializer } from '@langseg/onnx-graph';
import { shiftName } from './shift-graph.js';

/**
 * Takes from the bias of each convolution what rounding adds to its channels on average
 * ([Nagel et al. 2019](https://arxiv.org/abs/1906.04721), section 4.2). Biases keep their names, so that the weights can be trained on.
 *
 * @param shifts `[C]` by {@link shiftName}.
 */
export function correctBiases(graph: Graph, shifts: ReadonlyMap<string, Float32Array>): Graph {
  const initializers = new Map<string, Initializer>(graph.initializers);
  for (const node of graph.nodes) {
    const shift = shifts.get(shiftName(node));
    if (!shift) continue;
    const name = node.inputs[2];
    const corrected = deriveSource('float32', [shift.length], [graph.initializers.get(name)!], (bias) =>
      shift.map((value, channel) => Number(bias.data[channel]) - value),
    );
    initializers.set(name, corrected);
  }
  return { ...graph, initializers };
}
