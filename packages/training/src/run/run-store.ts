import type { Tensor } from '@langseg/core';
import type { TrainingState } from '../update/training-state.js';
import type { RunMetrics } from './run-metrics.js';
import type { RunProgress } from './run-progress.js';

/** Everything that is saved of a run. */
export interface RunSnapshot {
  readonly state: TrainingState;
  /** Averaged weights, where the recipe asks for them. */
  readonly average?: ReadonlyMap<string, Tensor<'float32'>>;
  readonly progress: RunProgress;
}

/** Where a run is kept; each platform gives its own. */
export interface RunStore {
  /** The latest checkpoint, if there is one; for messages. */
  readonly lastCheckpoint: string | undefined;
  /**
   * Saves a checkpoint whole or not at all; earlier ones survive a failure.
   *
   * @returns where it is.
   * @throws LangSegError `IO_FAILED` (disk full …).
   */
  save(snapshot: RunSnapshot): Promise<string>;
  /** Keeps the weights as the best so far. Errors as {@link RunStore.save}. */
  saveBest(weights: ReadonlyMap<string, Tensor<'float32'>>, progress: RunProgress): Promise<void>;
  /** Adds a line to the metrics. */
  record(metrics: RunMetrics): Promise<void>;
}
