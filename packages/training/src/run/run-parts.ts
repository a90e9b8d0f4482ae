import type { RunOptions, Tensor } from '@langseg/core';
import type { BatchSource, TrainingBatch } from '../data/batch.js';
import type { TrainingState } from '../update/training-state.js';
import type { BatchResult } from '../update/step/batch-result.js';
import type { ValidationMetrics } from './run-metrics.js';
import type { RunStore } from './run-store.js';

/** Learns from batches. */
export interface BatchLearner {
  readonly state: TrainingState;
  /** @param learningRates one for each parameter group. */
  learn(batch: TrainingBatch, learningRates: readonly number[]): Promise<BatchResult>;
}

/** A running average of weights. */
export interface WeightAverage {
  /** Takes the weights after an update in; `step` counts from 1. */
  update(weights: ReadonlyMap<string, Tensor<'float32'>>, step: number): void;
  /** The average; for names that are not averaged, the weights themselves. */
  readonly weights: ReadonlyMap<string, Tensor<'float32'>>;
}

/** The scores of a validation, and how they come about. */
export type Validate = (
  weights: ReadonlyMap<string, Tensor<'float32'>>,
  options: RunOptions & { readonly onProgress?: (done: number, total: number) => void },
) => Promise<Pick<ValidationMetrics, 'score' | 'sets'>>;

/** What a run is made of. */
export interface RunParts {
  readonly learner: BatchLearner;
  readonly batches: BatchSource;
  readonly store: RunStore;
  /** Learning rates of the groups for the update that comes after `step` finished ones, in epoch `epoch`. */
  readonly learningRates: (step: number, epoch: number) => readonly number[];
  readonly average?: WeightAverage;
  /** Left out: no validation. */
  readonly validate?: Validate;
}

/** How long a run goes on and what it does on the way. */
export interface RunPlan {
  readonly epochs: number;
  /** Updates of an epoch, at least one. */
  readonly stepsPerEpoch: number;
  /** Batches of an update. */
  readonly accumulate: number;
  /** Images of a batch. */
  readonly batchSize: number;
  /** A loss this many times the median of the latest ones stops the run; `null`: never. */
  readonly explosionFactor: number | null;
  readonly validation: { readonly everyEpochs: number };
  readonly checkpoint: {
    readonly everyEpochs?: number;
    readonly everySteps?: number;
    readonly everyMinutes: number;
  };
}
