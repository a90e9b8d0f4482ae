import type { AnyComponent } from '@langseg/core';
import * as z from 'zod';
import { sectionSchema, type TypedComponents } from '../components/section-schema.js';
import { trainingRegistry } from '../components/training-registry.js';
import { augmentationSlot } from '../augmentation/augmentation-component.js';
import { optimizerSlot } from '../update/optimizers/optimizer-component.js';
import { scheduleSlot } from '../update/schedules/schedule-component.js';
import { scheduleOptions } from '../update/schedules/schedule-options.js';
import { anyDataset, dataSchemaOf } from './data-schema.js';
import { modelSchemaOf } from './model-schema.js';
import { checkpointSchema, outputSchema, validationSchema } from './output-schema.js';
import { teachingSchema } from './teaching-schema.js';
import {
  averageSchema,
  distillationSchema,
  learningRateSchema,
  parametersSchema,
  startSchema,
} from './training-schema.js';

/**
 * Schema of a recipe, made of those of the components that it can name.
 *
 * @param dataset of its data sets: where they are depends on the platform.
 * @throws LangSegError `CONFIG_INVALID` for a component that lacks what its slot asks for.
 */
export function recipeSchemaOf<C extends AnyComponent, D extends z.ZodType>(
  registry: TypedComponents<C>,
  dataset: D,
) {
  return z.strictObject({
    $schema: z.string().optional().describe('For editors; ignored.'),
    plugins: z
      .array(z.string().min(1))
      .default([])
      .describe('Packages, or paths of modules, with further components that this recipe names.'),
    seed: z.int().nonnegative().default(1).describe('All randomness follows from it.'),
    model: modelSchemaOf(registry),
    text: z
      .strictObject({
        model: z
          .string()
          .min(1)
          .default('default')
          .describe('The bundle whose text encoder is used, frozen.'),
      })
      .default({ model: 'default' }),
    start: startSchema.optional().describe('Weights to start from; without it, all are drawn at random.'),
    distillation: distillationSchema
      .optional()
      .describe("Keeps the answers of the network's own classifier close to those of a checkpoint."),
    teaching: teachingSchema
      .optional()
      .describe('Other networks, from whose answers the words of their classes are learned.'),
    data: dataSchemaOf(dataset),
    augmentation: withDefault(sectionSchema(registry, augmentationSlot, {}), {
      type: 'random-crop',
      crop: 256,
    }),
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
      .describe('Updates per epoch. Default: as many as there are photos for.'),
    epochs: z.int().positive(),
    parameters: parametersSchema.default(parametersSchema.parse({})),
    optimizer: withDefault(sectionSchema(registry, optimizerSlot, {}), { type: 'sgd' }),
    learningRate: learningRateSchema,
    schedule: withDefault(sectionSchema(registry, scheduleSlot, scheduleOptions), { type: 'poly' }),
    clipNorm: z.number().positive().optional().describe('Largest L2 norm of all gradients together.'),
    average: averageSchema.optional(),
    explosionFactor: z
      .number()
      .gt(1)
      .nullable()
      .default(50)
      .describe('A loss this many times the median of the last 100 stops the run; null: never.'),
    validation: validationSchema.default(validationSchema.parse({})),
    checkpoint: checkpointSchema.default(checkpointSchema.parse({})),
    output: outputSchema.default(outputSchema.parse({})),
  });
}

/** Schema of a recipe whose data sets are anything with a type. */
export const recipeSchema = recipeSchemaOf(trainingRegistry, anyDataset);

/** A recipe as it is written; what has a default may be left out. */
export type RecipeInput = z.input<typeof recipeSchema>;

/** A recipe with whatever components: everything that a run depends on. All defaults are filled in. */
export type Recipe = z.output<ReturnType<typeof recipeSchemaOf<AnyComponent, typeof anyDataset>>>;

/** The schema with what is taken where a section is left out. */
function withDefault<S extends z.ZodType>(schema: S, config: unknown) {
  return schema.prefault(() => config as z.input<S>);
}

/** JSON Schema of a recipe, for completion and checks in editors. */
export function recipeJsonSchema(schema: z.ZodType = recipeSchema): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input' });
}
