import * as z from 'zod';
import { labelOptions } from '../data/labels/label-options.js';

/** What a data set has in a recipe beside where its files are. */
export const datasetOptions = {
  weight: z
    .number()
    .positive()
    .optional()
    .describe('How often its photos are drawn compared with other data sets. Default: their number.'),
  labelOptions: labelOptions
    .optional()
    .describe('Options of its labels alone; they come before data.labels.'),
};

/** A data set of any platform. */
export const anyDataset = z.looseObject({ type: z.string(), ...datasetOptions });

/** What is learned from, with data sets of one platform. */
export function dataSchemaOf<D extends z.ZodType>(dataset: D) {
  return z.strictObject({
    train: z.array(dataset).min(1),
    validation: z.array(dataset).default([]),
    labels: labelOptions.default({}).describe('Which labels are offered to the photos of all data sets.'),
    check: z
      .enum(['all', 'none'])
      .default('all')
      .describe('Whether every photo and mask is decoded and checked before the first step.'),
    retries: z
      .int()
      .min(0)
      .max(100)
      .default(4)
      .describe('How often a crop in which every pixel is ignored is drawn again.'),
  });
}
