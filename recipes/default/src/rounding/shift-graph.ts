import { deriveSource, type TensorSource } from '@langseg/core';
import {
  continueGraph,
  removeUnused,
  storeAsInt8,
  widenStoredWeights,
  type Graph,
  type GraphNode,
} from '@langseg/onnx-graph';

/**
 * A graph that measures what 8-bit weights do to a network. For each convolution with a bias whose weights
 * `storeAsInt8` rounds it has an output `[C]`, called {@link shiftName}: how much higher the rounding makes each channel, as
 * the mean over `[B, H, W]`. What the convolution reads is not rounded.
 */
export function shiftGraph(graph: Graph): Graph {
  const rounded = widenStoredWeights(storeAsInt8(graph)).initializers;
  const base = continueGraph(graph);
  const { g } = base;
  for (const node of graph.nodes) {
    const [input, weight, bias] = node.inputs;
    const exact = graph.initializers.get(weight);
    if (node.operator !== 'Conv' || !bias || !exact || rounded.get(weight) === exact) continue;
    const error = g.weight(`${weight}:error`, difference(rounded.get(weight)!, exact));
    const [added] = g.copy(node, [base.value(input), error]);
    const shift = g.op('ReduceMean', [added, g.ints(0, 2, 3)], { keepdims: 0 });
    g.output(shiftName(node), shift, 'float32', [exact.shape[0]]);
  }
  return removeUnused(g.build());
}

/** Name of the output of {@link shiftGraph} for a convolution. */
export const shiftName = (convolution: GraphNode): string => `shift:${convolution.outputs[0]}`;

function difference(a: TensorSource, b: TensorSource): TensorSource<'float32'> {
  return deriveSource('float32', a.shape, [a, b], (minuend, subtrahend) =>
    Float32Array.from(minuend.data as Float32Array, (x, i) => x - Number(subtrahend.data[i])),
  );
}
