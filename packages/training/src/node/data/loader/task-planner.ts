import type { FileDataset } from '@langseg/datasets/node';
import type { z } from 'zod';
import type { elementRecipe } from '../../../data/element-recipe.js';
import type { SamplingPlan } from '../../../data/mixing/sampling-plan.js';
import { createRandom } from '../../../random/create-random.js';
import type { Teaching, TeachingGrid } from '../../../data/teaching/teaching.js';
import type { BatchTask } from './batch-task.js';

/** A data set with the recipe of its elements. */
export interface PlannedDataset {
  readonly dataset: FileDataset;
  readonly recipe: z.output<typeof elementRecipe>;
  readonly teachings: readonly Teaching[];
}

/** How many other samples are tried where one can't be read. */
const replacements = 4;

/** Says which files make which batch: a function of the seed, epoch and index alone. */
export function createTaskPlanner(
  seed: number,
  plan: SamplingPlan,
  sets: readonly PlannedDataset[],
  grid: TeachingGrid,
): (epoch: number, index: number) => BatchTask {
  return (epoch, index) => ({
    seed,
    epoch,
    index,
    grid,
    elements: plan.elements(epoch, index).map((planned, place) => {
      const { dataset, recipe, teachings } = sets[planned.dataset];
      const { name, classes, ignoreValue, maskFormat, values, files, onError } = dataset;
      const random = createRandom(seed, 'replacement', epoch, index, place);
      const others = Array.from({ length: onError === 'skip' ? replacements : 0 }, () => random.pick(files));
      return {
        dataset: name,
        classList: { classes, ignoreValue, ...(maskFormat && { maskFormat }), ...(values && { values }) },
        recipe,
        candidates: [files[planned.sample], ...others],
        teachings,
      };
    }),
  });
}
