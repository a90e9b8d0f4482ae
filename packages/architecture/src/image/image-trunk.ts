import type { GraphBuilder, Parameters, ParameterSpec, Value } from '@langseg/onnx-graph';
import type { NetworkConfig } from './network-config.js';

/** What is known of one map of a trunk. */
export interface TrunkLevel {
  readonly channels: number;
  /** Input pixels per cell along one axis. */
  readonly stride: number;
}

/** The part of a network that sees and knows no words: what a decoder of any kind can be put on. */
export interface ImageTrunk<C extends NetworkConfig = NetworkConfig> {
  /**
   * Its weights, in checkpoint names and a fixed order. `embeddingDim` of `config` has no say.
   *
   * @throws LangSegError `CONFIG_INVALID` for sizes that don't fit each other.
   */
  parameters(config: C): readonly ParameterSpec[];
  /** Its maps in the order of depth, at least one; strides don't fall. */
  levels(config: C): readonly TrunkLevel[];
  /**
   * Adds it to a graph.
   *
   * @param pixels `[B, 3, H, W]`, whose sides are multiples of the architecture's `sizeMultiple`.
   * @param parameters holds every name of {@link parameters}.
   * @returns for each level a map `[B, channels, h, w]`.
   */
  append(g: GraphBuilder, pixels: Value, parameters: Parameters, config: C): readonly Value[];
}
