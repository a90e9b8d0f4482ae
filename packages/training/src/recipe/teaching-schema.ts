import * as z from 'zod';
import { labelOptions } from '../data/labels/label-options.js';

const teacher = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      'Folder with teacher.json, which lists its classes, and teacher.onnx, a network from pixels to their probabilities.',
    ),
  labelOptions: labelOptions.optional().describe('Options of its words alone; they come before data.labels.'),
  margin: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe('By how much its likeliest class must lead for a place to count, as a probability.'),
  chance: z
    .number()
    .positive()
    .default(1)
    .describe('How often it is drawn for a photo, compared with the other teachers.'),
  datasets: z
    .array(z.string().min(1))
    .optional()
    .describe('Names of the data sets whose photos it looks at. Default: all to train on.'),
});

/** What is learned from other networks, on any photo. */
export const teachingSchema = z.strictObject({
  teachers: z.array(teacher).min(1),
  weight: z.number().positive().default(1).describe('Factor of the term in the loss.'),
  stride: z
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe('Pixels of a crop between the places that are compared.'),
  folder: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Where what the teachers see is kept; several runs may share it. Default: "teachers" in the folder of the run.',
    ),
});

/** What a recipe learns from other networks, defaults but the folder filled in. */
export type TeachingConfig = z.output<typeof teachingSchema>;
