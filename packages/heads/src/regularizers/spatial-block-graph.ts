import { tensor } from '@langseg/core';
import { GraphBuilder, type Graph } from '@langseg/onnx-graph';
import { appendSpatialBlock } from './append-spatial-block.js';
import type { SpatialBlockConfig, SpatialBlockKind } from './spatial-block-config.js';

/**
 * A `depthwise` or `bottleneck` block as a graph of its own, see {@link appendSpatialBlock}.
 *
 * Input and output `logits` → `regularized`, `[B, N, H, W]`.
 */
export function spatialBlockGraph(kind: SpatialBlockKind, config: SpatialBlockConfig): Graph {
  const g = new GraphBuilder(kind);
  const logits = g.input('logits', 'float32', ['batch', 'labels', 'height', 'width']);
  const kernel = g.constant(tensor('float32', [1, 1, 3, 3], Float32Array.from(config.kernel)));
  const bias = g.constant(tensor('float32', [1], Float32Array.of(config.bias)));
  const { depth, activation } = config;
  const regularized = appendSpatialBlock(g, logits, { kind, kernel, bias, depth, activation });
  g.output('regularized', regularized, 'float32', ['batch', 'labels', 'height', 'width']);
  return g.build();
}
