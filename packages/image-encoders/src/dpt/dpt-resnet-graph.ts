import type { ImageGraphOptions } from '@langseg/architecture';
import type { Weights } from '@langseg/core';
import { foldBatchNorm, GraphBuilder, Parameters, type Graph } from '@langseg/onnx-graph';
import { resnetStages } from '../resnet/resnet-graph.js';
import { fuse } from './fusion.js';

/** The image encoder of LSeg's zero-shot models: a ResNet with DPT's fusion blocks. */
export interface DptResnetConfig {
  /** Bottleneck blocks per stage, `[3, 4, 23, 3]` for ResNet-101. */
  readonly blocks: readonly number[];
  /** Length D of a pixel embedding. */
  readonly embeddingDim: number;
}

/**
 * The graph of the ResNet image encoder, `LSegRNNetZS` of lang-seg's `modules/models/lseg_net_zs.py` up to `head1`.
 * Inputs, outputs and errors as `dptVitGraph`; H and W must be multiples of 32.
 */
export function dptResnetGraph(
  weights: Weights,
  config: DptResnetConfig,
  options: ImageGraphOptions = {},
): Graph {
  const g = new GraphBuilder('dpt-resnet');
  const parameters = new Parameters(g, weights, options);
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const layers = resnetStages(g, pixels, parameters.scope('pretrained'), config.blocks);
  const embeddings = fuse(g, layers, parameters.scope('scratch'));
  g.output('embeddings', embeddings, 'float32', ['batch', config.embeddingDim, 'height/4', 'width/4']);
  parameters.assertComplete();
  return parameters.batchNorm === 'folded' ? foldBatchNorm(g.build()) : g.build();
}
