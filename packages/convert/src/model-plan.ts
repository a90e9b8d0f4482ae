import type { Preprocessing, ViewOptions } from '@langseg/core';
import type { Graph } from '@langseg/onnx-graph';

/** One entry of a bundle's pipeline config. */
export type PlannedComponent = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a checkpoint becomes: the parts of a model bundle, with nothing read or written yet. */
export interface ModelPlan {
  /** What was recognised, for people: `LSeg, DPT on ViT-L/16`. */
  readonly architecture: string;
  /** What was found where and what was chosen, in sentences. */
  readonly notes?: readonly string[];
  /** What had to be guessed, and with which option to say it. */
  readonly warnings?: readonly string[];
  readonly pipeline: Readonly<Record<string, PlannedComponent>>;
  /** Packages of third parties that its components came from. Default: none. */
  readonly plugins?: readonly string[];
  /** Absent when the checkpoint holds no image encoder. */
  readonly preprocessing?: Preprocessing;
  /** How photos are looked at unless a caller says otherwise. Default: whole. */
  readonly view?: ViewOptions;
  /** Graphs by their path in the bundle. */
  readonly graphs: ReadonlyMap<string, Graph>;
  /** Other files by their path in the bundle. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}
