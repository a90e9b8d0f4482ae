import type { Disposable, RunOptions, Tensor } from '@langseg/core';
import type { SoftTargets } from './teaching/soft-targets.js';

/** What one training step sees. */
export interface TrainingBatch {
  /** Normalised RGB, `[B, 3, H, W]`. */
  readonly pixels: Tensor<'float32'>;
  /** `[B, H, W]`: index into the element's own label list; −1 is ignored. */
  readonly targets: Tensor<'int32'>;
  /** `B` label lists, which may differ in length and order. */
  readonly labels: readonly (readonly string[])[];
  /** For each label of each list the weight of its pixels in the loss. Without it every weight is 1. */
  readonly labelWeights?: readonly (readonly number[])[];
  /** What teachers say of the elements; nothing of those that none has seen. */
  readonly soft?: readonly (SoftTargets | undefined)[];
  /** `set/name` of each element, for messages. */
  readonly ids: readonly string[];
}

/** Where training gets its batches from. */
export interface BatchSource extends Disposable {
  /** Batches that make an epoch. */
  readonly batchesPerEpoch: number;
  /**
   * One batch. A pure function of (seed, epoch, index): the same arguments give the same batch, bit for bit, so a run
   * is resumed without the state of a random generator.
   *
   * @param epoch from 0.
   * @param index from 0, less than `batchesPerEpoch`.
   */
  load(epoch: number, index: number, options?: RunOptions): Promise<TrainingBatch>;
}
