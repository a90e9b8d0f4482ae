import type { ImageGraphOptions } from '@langseg/architecture';
import type { Weights } from '@langseg/core';
import { foldBatchNorm, GraphBuilder, Parameters, type Graph } from '@langseg/onnx-graph';
import { vitTokens } from '../vit/vit-graph.js';
import type { VitConfig } from '../vit/vit-config.js';
import { fuse } from './fusion.js';
import type { Readout } from './readout.js';
import { reassemble } from './reassemble.js';

/** LSeg's image encoder: DPT on a vision transformer (paper section 3.2). */
export interface DptVitConfig extends VitConfig {
  /** The four blocks whose outputs are reassembled, counted from 0 (upstream: hooks). */
  readonly outIndices: readonly number[];
  readonly readout: Readout;
  /** Length D of a pixel embedding. */
  readonly embeddingDim: number;
}

/**
 * The graph of a DPT-ViT image encoder, `forward` of lang-seg's `modules/models/lseg_net.py` up to `head1`.
 *
 * Input `pixels` `[B, 3, H, W]`; output `embeddings` `[B, D, H/4, W/4]`, before the last ×2 upsampling. Intermediate
 * values can be chosen with `selectOutputs`: `pos_embed_resized`, `tokens_1..4`, `layer_1..4`, `layer_1_rn..4_rn`,
 * `path_4..2`, `path_1_half`.
 *
 * @param weights named as in the official checkpoints without the leading `net.`.
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function dptVitGraph(weights: Weights, config: DptVitConfig, options: ImageGraphOptions = {}): Graph {
  const g = new GraphBuilder('dpt-vit');
  const parameters = new Parameters(g, weights, options);
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const pretrained = parameters.scope('pretrained');
  const tokens = vitTokens(g, pixels, pretrained.scope('model'), config, config.outIndices);
  const layers = reassemble(g, tokens, pretrained, config);
  const embeddings = fuse(g, layers, parameters.scope('scratch'));
  g.output('embeddings', embeddings, 'float32', ['batch', config.embeddingDim, 'height/4', 'width/4']);
  parameters.assertComplete();
  return parameters.batchNorm === 'folded' ? foldBatchNorm(g.build()) : g.build();
}
