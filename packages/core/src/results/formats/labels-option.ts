import * as z from 'zod';
import { maxLabels } from '../../math/label-map.js';

/** Option of formats that make one picture for each label. */
export const labelsOption = z
  .array(z.union([z.string(), z.int().min(0).max(maxLabels)]))
  .min(1)
  .optional()
  .describe('Which labels, by text or index. Default: all.');
