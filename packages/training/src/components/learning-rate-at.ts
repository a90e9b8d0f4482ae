import type { AnyConfig, ComponentSet } from '@langseg/core';
import { trainingRegistry } from './training-registry.js';
import { createSchedule } from './create-schedule.js';
import type { ScheduleConfig } from './section-configs.js';

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
export function learningRateAt(config: ScheduleConfig, position: RunPosition): number;
/** @param registry holds the schedule. */
export function learningRateAt(config: AnyConfig, position: RunPosition, registry: ComponentSet): number;
export function learningRateAt(
  config: AnyConfig,
  position: RunPosition,
  registry: ComponentSet = trainingRegistry,
): number {
  const { baseLearningRate, step, stepsPerEpoch, epochs } = position;
  const done =
    config.per === 'step'
      ? Math.floor(step) / (stepsPerEpoch * epochs)
      : Math.floor(step / stepsPerEpoch) / epochs;
  return baseLearningRate * createSchedule(config, registry)(Math.min(done, 1));
}
