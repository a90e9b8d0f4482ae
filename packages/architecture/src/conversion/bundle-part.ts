import type { AnyConfig } from '@langseg/core';
import type { Graph } from '@langseg/onnx-graph';

/** One component of a model bundle that is about to be written: its config and the files that the config names. */
export interface BundlePart {
  readonly component: AnyConfig;
  /** Graphs by their path in the bundle; weights are read when they are written. */
  readonly graphs: ReadonlyMap<string, Graph>;
  /** Other files by their path in the bundle. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A {@link BundlePart} made from foreign files. */
export interface ConvertedPart extends BundlePart {
  /** What was recognised, for people: `DPT on ViT (16-pixel patches, width 1024, 24 blocks)`. */
  readonly architecture: string;
  /** Length of its embeddings. */
  readonly embeddingDim: number;
  /** What was chosen by rule, in sentences. */
  readonly notes?: readonly string[];
  /** What had to be guessed, and with which option to say it. */
  readonly warnings?: readonly string[];
}
