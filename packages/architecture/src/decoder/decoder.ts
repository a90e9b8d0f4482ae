import type { GraphBuilder, Parameters, ParameterSpec, Value } from '@langseg/onnx-graph';
import type { EmbeddingGeometry } from '../image/image-architecture.js';
import type { TrunkLevel } from '../image/image-trunk.js';

/** Between what a decoder stands. */
export interface DecoderSizes {
  /** The trunk's maps, in the order of depth. */
  readonly levels: readonly TrunkLevel[];
  /** Length D of a pixel embedding. */
  readonly embeddingDim: number;
}

/** Makes pixel embeddings of the maps of a trunk, whatever trunk it is. */
export interface Decoder {
  /** Where its embeddings lie in the image. */
  geometry(levels: readonly TrunkLevel[]): EmbeddingGeometry;
  /** Its weights, in a fixed order. */
  parameters(sizes: DecoderSizes): readonly ParameterSpec[];
  /**
   * Adds it to a graph.
   *
   * @param maps `[B, channels, h, w]` for each of `sizes.levels`.
   * @param parameters holds every name of {@link parameters}.
   * @returns embeddings `[B, D, h, w]`, not normalised.
   */
  append(g: GraphBuilder, maps: readonly Value[], parameters: Parameters, sizes: DecoderSizes): Value;
}
