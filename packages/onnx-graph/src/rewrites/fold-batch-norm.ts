import { deriveSource, LangSegError, toFloat32, type Tensor, type TensorSource } from '@langseg/core';
import type { Graph, GraphNode, Initializer } from '../graph/graph.js';
import { readAttribute } from '../graph/read-attribute.js';
import { usesBatchStatistics } from '../graph/uses-batch-statistics.js';
import { removeUnused } from './remove-unused.js';

/**
 * Merges every inference-mode `BatchNormalization` that directly follows a `Conv` into that convolution's weight and
 * bias: with s = γ / √(σ² + ε), W' = s·W and b' = s·(b − μ) + β. Exact up to rounding. The new weights are derived
 * when they are read, so nothing is loaded here. Convolutions whose output is used twice, or whose weights are not
 * float32 initialisers, stay as they are.
 *
 * @throws LangSegError `GRAPH_INVALID` when a batch norm is not as wide as its convolution.
 */
export function foldBatchNorm(graph: Graph): Graph {
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node])));
  const uses = new Map<string, number>();
  for (const name of [...graph.nodes.flatMap((node) => node.inputs), ...graph.outputs.map((o) => o.name)])
    uses.set(name, (uses.get(name) ?? 0) + 1);

  const initializers = new Map(graph.initializers);
  const replaced = new Map<GraphNode, GraphNode | null>();
  for (const norm of graph.nodes) {
    if (norm.operator !== 'BatchNormalization' || usesBatchStatistics(norm)) continue;
    const conv = producers.get(norm.inputs[0]);
    if (conv?.operator !== 'Conv' || uses.get(conv.outputs[0]) !== 1) continue;
    const [weight, bias] = conv.inputs.slice(1).map((name) => initializers.get(name));
    const statistics = norm.inputs.slice(1).map((name) => initializers.get(name));
    const sources = [weight, ...statistics, ...(conv.inputs[2] ? [bias] : [])];
    if (!weight || !sources.every((source) => source?.dtype === 'float32')) continue;

    assertWidth(norm, statistics as Initializer[], weight.shape[0]);
    const folded = fold(
      weight,
      bias,
      statistics as Initializer[],
      readAttribute(norm, 'float', 'epsilon', 1e-5),
    );
    const names = [`${conv.inputs[1]}:folded:${norm.outputs[0]}`, `${norm.outputs[0]}:bias`];
    initializers.set(names[0], folded.weight).set(names[1], folded.bias);
    replaced.set(conv, null);
    replaced.set(norm, { ...conv, inputs: [conv.inputs[0], ...names], outputs: norm.outputs });
  }
  const nodes = graph.nodes.flatMap((node) => {
    const substitute = replaced.get(node);
    return substitute === null ? [] : [substitute ?? node];
  });
  return removeUnused({ ...graph, nodes, initializers });
}

function assertWidth(norm: GraphNode, statistics: readonly TensorSource[], channels: number): void {
  const wrong = statistics.findIndex(({ shape }) => shape.join() !== String(channels));
  if (wrong >= 0)
    throw new LangSegError(
      'GRAPH_INVALID',
      `A batch norm after a convolution to ${channels} channels needs "${norm.inputs[wrong + 1]}" as [${channels}], got [${statistics[wrong].shape.join(', ')}].`,
      { node: norm.name, channels, found: statistics[wrong].shape },
    );
}

function fold(
  weight: TensorSource,
  bias: TensorSource | undefined,
  statistics: TensorSource[],
  epsilon: number,
) {
  const channels = weight.shape[0];
  const [gamma, beta, mean, variance] = statistics;
  return {
    weight: deriveSource('float32', weight.shape, [weight, gamma, variance], (w, g, v) => {
      const data = toFloat32(w).data.slice();
      const scale = scales(g, v, epsilon);
      const perChannel = data.length / channels;
      for (let i = 0; i < data.length; i++) data[i] *= scale[Math.floor(i / perChannel)];
      return data;
    }),
    bias: deriveSource(
      'float32',
      [channels],
      [gamma, beta, mean, variance, ...(bias ? [bias] : [])],
      (g, b, m, v, own) => {
        const scale = scales(g, v, epsilon);
        return Float32Array.from(
          scale,
          (s, i) => s * (Number(own?.data[i] ?? 0) - Number(m.data[i])) + Number(b.data[i]),
        );
      },
    ),
  };
}

/** γ / √(σ² + ε) for each channel, in double precision. */
function scales(gamma: Tensor, variance: Tensor, epsilon: number): Float64Array {
  return Float64Array.from(
    { length: gamma.data.length },
    (_, i) => Number(gamma.data[i]) / Math.sqrt(Number(variance.data[i]) + epsilon),
  );
}
