import type { ComponentSet } from '@langseg/core';
import type { GroupPlan } from '../recipe/parameter-groups.js';
import type { Recipe } from '../recipe/recipe-schema.js';
import type { RunPlan } from './run-parts.js';
import { learningRateAt } from '../components/learning-rate-at.js';

/**
 * The learning rates of a run's groups by step: base rate, times the group's factor, times the schedule.
 *
 * With `per16` the base is that of upstream's `base_lr / 16 · batch_size`, where the batch is one forward pass, without
 * those that are accumulated.
 *
 * @param registry holds the schedule.
 */
export function groupLearningRates(
  { learningRate, batchSize, schedule }: Pick<Recipe, 'learningRate' | 'batchSize' | 'schedule'>,
  groups: readonly GroupPlan[],
  { stepsPerEpoch, epochs }: Pick<RunPlan, 'stepsPerEpoch' | 'epochs'>,
  registry: ComponentSet,
): (step: number) => readonly number[] {
  const base = learningRate.per16 ? (learningRate.base / 16) * batchSize : learningRate.base;
  return (step) =>
    groups.map(({ learningRateFactor }) =>
      learningRateAt(
        schedule,
        { baseLearningRate: base * learningRateFactor, step, stepsPerEpoch, epochs },
        registry,
      ),
    );
}
