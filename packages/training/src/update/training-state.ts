import type { Tensor } from '@langseg/core';

/** All that training changes. */
export interface TrainingState {
  /** Every parameter and running statistic by its name in checkpoints. */
  readonly weights: Map<string, Tensor<'float32'>>;
  /** State of the optimiser, `${slot}:${parameter}`. */
  readonly slots: Map<string, Tensor<'float32'>>;
  /** Finished updates. */
  step: number;
}
