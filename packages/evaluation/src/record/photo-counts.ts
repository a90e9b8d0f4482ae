import * as z from 'zod';
import { calibrationBins } from '../metrics/calibration-bins.js';

const count = z.int().min(0);
const isMultipleOf = (size: number) => (list: readonly number[]) => list.length % size === 0;

/** Schema of {@link PhotoCounts}. */
export const photoCountsSchema = z.strictObject({
  /** Id of the photo in its data set. */
  id: z.string().min(1),
  /** Place of the photo in its data set, from 0. */
  at: count,
  /**
   * Cells of the photo's confusion matrix that are not 0: cell, count, cell, count … A cell is `truth × N + predicted`; truth
   * N stands for pixels with the ignore value, which only the official convention counts.
   */
  confusion: z.array(count).refine(isMultipleOf(2), 'Pairs of a cell and its count.').readonly(),
  /**
   * Outlines, five numbers for each class in mask or prediction: class, predicted outline pixels, those of them near a true
   * one, true outline pixels, those of them near a predicted one.
   */
  boundary: z.array(count).refine(isMultipleOf(5), 'Five numbers for each class.').readonly().optional(),
  /** Three numbers for each bin of confidence: pixels, right ones, and the sum of confidences in units of 2⁻²⁰. */
  calibration: z
    .array(count)
    .length(3 * calibrationBins)
    .readonly()
    .optional(),
});

/**
 * Everything that is counted in one photo, in whole numbers: the scores of any set of photos follow from these, whatever the
 * order.
 */
export type PhotoCounts = z.infer<typeof photoCountsSchema>;
