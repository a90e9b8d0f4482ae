import { createSchedule, type ScheduleConfig } from './create-schedule.js';

/** A place in a run. */
export interface RunPosition {
  /** The rate where the schedule's factor is 1. */
  readonly baseLearningRate: number;
  /** Updates that are finished: 0 for the first one. Fractions count for nothing. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Length of the run. Beyond its end the last factor holds. */
  readonly epochs: number;
}

/**
 * The learning rate of one update. A pure function, so a run that is resumed needs nothing but its step.
 *
 * @throws LangSegError `CONFIG_INVALID` for an unknown type or a wrong option.
 */
export function learningRateAt(config: ScheduleConfig, position: RunPosition): number {
  const { baseLearningRate, step, stepsPerEpoch, epochs } = position;
  const done =
    config.per === 'step'
      ? Math.floor(step) / (stepsPerEpoch * epochs)
      : Math.floor(step / stepsPerEpoch) / epochs;
  return baseLearningRate * createSchedule(config)(Math.min(done, 1));
}
