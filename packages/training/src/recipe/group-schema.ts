import { z } from 'zod';

const patterns = z.array(z.string().min(1));

/** Which parameters are trained, and how each kind is treated. */
export const groupSchema = z.strictObject({
  decoderFactor: z
    .number()
    .nonnegative()
    .default(10)
    .describe("Factor on the decoder's learning rate; 10 in the official recipe."),
  noWeightDecay: patterns
    .default([])
    .describe('Parameters without weight decay, by name; * stands for any text: "*.bias".'),
  freeze: z
    .union([z.enum(['none', 'backbone']), patterns])
    .default('none')
    .describe('Parameters that stay as they are: "backbone" is all but the decoder; or names with *.'),
});

/** How large steps are before the schedule. */
export const learningRateSchema = z.strictObject({
  base: z.number().positive().describe('Learning rate of the backbone at factor 1.'),
  per16: z
    .boolean()
    .default(false)
    .describe('The base is meant for 16 images a batch: it is divided by 16 and multiplied by batchSize, as upstream.'),
});
