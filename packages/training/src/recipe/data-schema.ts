import { z } from 'zod';
import { labelOptions } from '../data/labels/label-options.js';

/** A data set of the recipe. */
export const datasetSchema = z.looseObject({ type: z.string(), path: z.string() });

/** What is learned from. */
export const dataSchema = z.strictObject({
  train: z.array(datasetSchema).min(1),
  validation: z.array(datasetSchema).default([]),
  labels: labelOptions.default({}),
});
