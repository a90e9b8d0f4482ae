import { modelDtypes } from '@langseg/core';
import * as z from 'zod';

/** When the model is measured on the validation sets. */
export const validationSchema = z.strictObject({
  everyEpochs: z.int().positive().default(1),
  limit: z.int().positive().optional().describe('Only this many photos of each set, the first ones.'),
});

/** When the run is saved. */
export const checkpointSchema = z.strictObject({
  everyEpochs: z.int().positive().default(1),
  everySteps: z.int().positive().optional(),
  everyMinutes: z.number().positive().default(10),
  keepLast: z.int().positive().default(2),
});

/** What is made of the trained weights. */
export const outputSchema = z.strictObject({
  name: z.string().min(1).default('trained'),
  description: z.string().optional(),
  license: z.string().optional(),
  dtype: z.enum(modelDtypes).default('fp32').describe('How the weights of the finished model are stored.'),
  use: z
    .enum(['best', 'last'])
    .default('best')
    .describe('The weights with the best validation mIoU, or the last ones.'),
});
