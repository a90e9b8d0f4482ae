import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { elementRecipe } from '../../../data/element-recipe.js';
import { labelOptions } from '../../../data/labels/label-options.js';

/** Schema of the plain part of {@link BatchLoaderOptions}. */
export const loaderOptions = z.strictObject({
  recipe: elementRecipe,
  seed: z.number(),
  batchSize: z.int().min(1),
  batchesPerEpoch: z.int().min(1).optional(),
  workers: z
    .int()
    .min(0)
    .max(256)
    .default(() => Math.max(1, availableParallelism() - 1)),
  prefetch: z.int().min(0).max(256).default(4),
  datasets: z
    .array(
      z.strictObject({
        /** Checked by its type. */
        dataset: z.custom<object>((value) => typeof value === 'object' && value !== null),
        weight: z.number().positive().optional(),
        labels: labelOptions.optional(),
        teachings: z.array(z.custom<object>()).optional(),
      }),
    )
    .min(1),
});
