import type { EmbeddingUpsampling, Preprocessing, ViewOptions, Weights } from '@langseg/core';
import type { BatchNormMode, Graph, ParameterSpec } from '@langseg/onnx-graph';
import type { z } from 'zod';
import type { ImageCheckpoint } from './image-checkpoint.js';
import type { ImageTrunk } from './image-trunk.js';
import type { NetworkConfig } from './network-config.js';

/** Where an image encoder's embeddings lie in the image. */
export interface EmbeddingGeometry {
  /** Input pixels per embedding along one axis, before `upsampling`. */
  readonly outputStride: number;
  /** How embeddings are enlarged to the grid of the logits. */
  readonly upsampling: EmbeddingUpsampling;
  /** Whether the logits' corners are the image's when they are enlarged to its size (`align_corners`). */
  readonly alignCorners: boolean;
}

/** What is known of photos and embeddings where it depends on a network's sizes. */
export interface SizedInput {
  readonly outputStride?: number;
  readonly preprocessing?: Preprocessing;
  readonly view?: ViewOptions;
}

/** How an architecture's graph is to be built. */
export interface ImageGraphOptions {
  /** Default `folded`. Otherwise all weights of the graph are the checkpoint's own, under their names. */
  readonly batchNorm?: BatchNormMode;
}

/**
 * An image encoder that can be made from nothing, trained, converted, exported and run. `defineImageArchitecture` makes
 * the component of it.
 *
 * `C` holds all sizes of the network, so that its parameters are known without a checkpoint.
 */
export interface ImageArchitecture<C extends NetworkConfig = NetworkConfig> extends EmbeddingGeometry {
  /** Name in configs and recipes. */
  readonly type: string;
  /** For people: `DPT on ViT (16-pixel patches, width 1024, 24 blocks)`. */
  describe(config: C): string;
  /** Schema of `C` without `embeddingDim`: what a recipe may write as `sizes`. */
  readonly sizes: z.ZodObject;
  /** Sizes by name: what else a recipe may write as `sizes`. */
  readonly presets: Readonly<Record<string, Omit<C, 'embeddingDim'>>>;
  /** The preset that a recipe gets without `sizes`. */
  readonly defaultPreset: string;
  /** How photos become its input, in converted and in newly trained models. */
  readonly preprocessing: Preprocessing;
  /** How converted models look at photos unless a caller says otherwise: as their authors do. Default: whole. */
  readonly view?: ViewOptions;
  /** What of `outputStride`, `preprocessing` and `view` is different for some sizes. Default: nothing. */
  sized?(config: C): SizedInput;
  /**
   * Everything that the graph reads, in checkpoint names and a fixed order.
   *
   * @throws LangSegError `CONFIG_INVALID` for sizes that don't fit each other.
   */
  parameters(config: C): readonly ParameterSpec[];
  /**
   * What checkpoints of the original code hold beside {@link parameters} although their forward pass never reads it
   * (unused blocks, classifiers). Needed where a checkpoint is to be read by the original code. The text encoder and the
   * counters that `batchCounters` names are not listed.
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
  /** Its part that any decoder can be put on (`model.decoder` of a recipe); left out, it has its own decoder only. */
  readonly trunk?: ImageTrunk<C>;
  /** How foreign checkpoints are read and own ones written; left out, it can be trained but not converted. */
  readonly checkpoint?: ImageCheckpoint<C>;
}
