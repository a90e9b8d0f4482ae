import type { EmbeddingGeometry, RegularizerArchitecture } from '@langseg/architecture';
import type { Weights } from '@langseg/core';
import type { Teacher } from './append-distillation.js';

/** A regulariser between the correlation and the loss (LSeg, section 3.5). */
export interface TrainedRegularizer {
  readonly architecture: RegularizerArchitecture;
  /** Its options, checked by `architecture.options`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Holds its parameters. */
  readonly weights: Weights;
}

/** What the loss of a batch is made of. */
export interface ObjectiveOptions {
  /** Where the image graph's embeddings lie in the image. */
  readonly geometry: EmbeddingGeometry;
  /** Sizes of a batch. */
  readonly batch: {
    /** B. */
    readonly images: number;
    /** H and W, of pixels and targets. */
    readonly height: number;
    readonly width: number;
    /** N, the longest label list; shorter ones are filled up. */
    readonly labels: number;
  };
  /** Length D of an embedding. */
  readonly embeddingDim: number;
  /** Factor on the cosines, 1/temperature. LSeg: 1/0.07. */
  readonly logitScale: number;
  /** Target of pixels that don't count. Default −1. */
  readonly ignoreIndex?: number;
  readonly regularizer?: TrainedRegularizer;
  /** A term that learns from teachers, which say of every cell of a grid how likely their words are. */
  readonly teaching?: {
    /** Longest list of a teacher's words; shorter ones are filled up. */
    readonly labels: number;
    /** Cells of the grid. */
    readonly rows: number;
    readonly columns: number;
    /** Factor of the term. */
    readonly weight: number;
  };
  /** A term that keeps the answers of a classifier inside of the network. */
  readonly distillation?: {
    readonly teacher: Teacher;
    /** Factor of the term. */
    readonly weight: number;
  };
}
