import type { EmbeddingUpsampling, Weights } from '@langseg/core';
import type { Graph } from '../graph/graph.js';
import type { BatchNormMode } from '../layers/batch-norm-mode.js';
import type { ParameterSpec } from './parameter-spec.js';

/** Where an image encoder's embeddings lie in the image. */
export interface EmbeddingGeometry {
  /** Input pixels per embedding along one axis, before `upsampling`. */
  readonly outputStride: number;
  /** How embeddings are enlarged to the grid of the logits. */
  readonly upsampling: EmbeddingUpsampling;
  /** Whether the logits' corners are the image's when they are enlarged to its size (`align_corners`). */
  readonly alignCorners: boolean;
}

/** How an architecture's graph is to be built. */
export interface ImageGraphOptions {
  /** Default `folded`. Otherwise all weights of the graph are the checkpoint's own, under their names. */
  readonly batchNorm?: BatchNormMode;
}

/**
 * An image encoder that can be made from nothing, trained and converted.
 *
 * `C` holds all sizes of the network, so that its parameters are known without a checkpoint.
 */
export interface ImageArchitecture<C> extends EmbeddingGeometry {
  /** The `type` of the image encoder component that runs the graph. */
  readonly type: string;
  /**
   * Everything that the graph reads, in checkpoint names and a fixed order.
   *
   * @throws LangSegError `CONFIG_INVALID` for sizes that don't fit each other.
   */
  parameters(config: C): readonly ParameterSpec[];
  /**
   * What checkpoints of the original code hold beside {@link parameters} although their forward pass never reads it
   * (unused blocks, classifiers). Needed where a checkpoint is to be read by the original code. The text encoder and the
   * counters that {@link batchCounters} names are not listed.
   *
   * @throws LangSegError `CONFIG_INVALID` as {@link parameters}.
   */
  idleParameters(config: C): readonly ParameterSpec[];
  /**
   * The computation from `pixels` `[B, 3, H, W]` to `embeddings` `[B, D, h, w]`.
   *
   * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
   */
  graph(weights: Weights, config: C, options?: ImageGraphOptions): Graph;
  /** Whether a parameter belongs to the decoder, whose learning rate is multiplied (upstream: `scratch`, ×10). */
  isDecoder(parameter: string): boolean;
  /**
   * Values of the unfolded graph between which little else crosses, in order. Gradient checkpointing keeps these and
   * computes the rest again.
   */
  readonly stages: readonly string[];
  /** Logits `[B, K, h, w]` of a classifier that the unfolded graph may hold; distillation keeps its answers. */
  readonly classifier?: string;
  /** Height and width of `pixels` must be multiples of this. */
  sizeMultiple(config: C): number;
}
