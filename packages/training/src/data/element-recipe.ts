import * as z from 'zod';
import { labelOptions } from './labels/label-options.js';

const perChannel = z.tuple([z.number(), z.number(), z.number()]);

/** Schema of {@link ElementRecipe}. */
export const elementRecipe = z.strictObject({
  /** Of a component, whose schema checks it when it is created. */
  augmentation: z.looseObject({ type: z.string() }),
  /** Labels offered to the elements of all data sets. */
  labels: labelOptions.default({}),
  /** Mean per channel, of values from 0 to 1. Default 0.5. */
  mean: perChannel.default([0.5, 0.5, 0.5]),
  /** Standard deviation per channel, of values from 0 to 1. Default 0.5. */
  std: perChannel.default([0.5, 0.5, 0.5]),
  /** How often a crop is drawn again in which every pixel is ignored, before it is accepted. Default 4. */
  retries: z.int().min(0).max(100).default(4),
});

/** How samples become elements of a batch. Plain data: it is sent to workers and written to files. */
export type ElementRecipe = z.input<typeof elementRecipe>;
