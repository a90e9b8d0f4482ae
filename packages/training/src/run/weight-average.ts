import { tensor, type Tensor } from '@langseg/core';
import { updateAverage } from '../update/average/exponential-average.js';
import type { WeightAverage } from './run-parts.js';

/**
 * An exponential average of weights that goes along with a run.
 *
 * @param weights those at the start, or the average of an earlier sitting.
 */
export function createWeightAverage(
  decay: number,
  weights: ReadonlyMap<string, Tensor<'float32'>>,
): WeightAverage {
  const average = new Map(
    [...weights].map(([name, { shape, data }]) => [name, tensor('float32', shape, data.slice())]),
  );
  return {
    weights: average,
    update: (present, step) => updateAverage(average, present, { decay, updates: step - 1 }),
  };
}
