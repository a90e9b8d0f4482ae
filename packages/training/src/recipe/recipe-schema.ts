import { z } from 'zod';
import { augmentationConfig } from '../data/augmentation/augmentation-config.js';
import { optimizerConfig } from '../update/optimizers/create-optimizer.js';
import { scheduleConfig } from '../update/schedules/create-schedule.js';
import { anyDataset, dataSchemaOf } from './data-schema.js';
import { modelSchema } from './model-schema.js';
import { checkpointSchema, outputSchema, validationSchema } from './output-schema.js';
import {
  averageSchema,
  distillationSchema,
  learningRateSchema,
  parametersSchema,
  startSchema,
} from './training-schema.js';

/**
 * Schema of a recipe.
 *
 * @param dataset of its data sets: where they are depends on the platform.
 */
export function recipeSchemaOf<D extends z.ZodType>(dataset: D) {
  return z.strictObject({
    $schema: z.string().optional().describe('For editors; ignored.'),
    seed: z.int().nonnegative().default(1).describe('Everything random follows from it.'),
    model: modelSchema,
    text: z
      .strictObject({
        model: z
          .string()
          .min(1)
          .default('default')
          .describe('The bundle whose text encoder is used, frozen.'),
      })
      .default({ model: 'default' }),
    start: startSchema
      .optional()
      .describe('Weights to begin with; without it everything is drawn at random.'),
    distillation: distillationSchema
      .optional()
      .describe("Keeps the answers of mobilenet's own classifier close to those of a checkpoint."),
    data: dataSchemaOf(dataset),
    augmentation: augmentationConfig.default(augmentationConfig.parse({ type: 'random-crop', crop: 256 })),
    batchSize: z.int().positive().default(8),
    accumulate: z.int().positive().default(1).describe('Batches that make one update.'),
    recompute: z
      .boolean()
      .default(false)
      .describe('Computes parts of the forward pass twice instead of keeping them: less memory, more time.'),
    stepsPerEpoch: z
      .int()
      .positive()
      .optional()
      .describe('Updates of an epoch. Default: as many as there are photos for.'),
    epochs: z.int().positive(),
    parameters: parametersSchema.default(parametersSchema.parse({})),
    optimizer: optimizerConfig.default(optimizerConfig.parse({ type: 'sgd' })),
    learningRate: learningRateSchema,
    schedule: scheduleConfig.default(scheduleConfig.parse({ type: 'poly' })),
    clipNorm: z.number().positive().optional().describe('Largest L2 norm of all gradients together.'),
    average: averageSchema.optional(),
    explosionFactor: z
      .number()
      .gt(1)
      .nullable()
      .default(50)
      .describe('A loss so many times the median of the latest 100 stops the run; null: never.'),
    validation: validationSchema.default(validationSchema.parse({})),
    checkpoint: checkpointSchema.default(checkpointSchema.parse({})),
    output: outputSchema.default(outputSchema.parse({})),
  });
}

/** Schema of a recipe whose data sets are anything with a type. */
export const recipeSchema = recipeSchemaOf(anyDataset);

/** A recipe as it is written; what has a default may be left out. */
export type RecipeInput = z.input<typeof recipeSchema>;

/** A recipe: everything that a run depends on. All defaults are filled in. */
export type Recipe = z.output<typeof recipeSchema>;

/** JSON Schema of a recipe, for completion and checks in editors. */
export function recipeJsonSchema(schema: z.ZodType = recipeSchema): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input' });
}
