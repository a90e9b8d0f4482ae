import { defineComponent } from '@langseg/core';
import * as z from 'zod';
import { GuidedFilterRefiner } from '../guided-filter/guided-filter-refiner.js';

/** Outlines that follow the photo's colours: a guided filter over the probabilities of the labels. */
export const guidedFilter = defineComponent({
  specVersion: 1,
  slot: 'refiner',
  type: 'guided-filter',
  configSchema: z.strictObject({
    radius: z
      .number()
      .positive()
      .max(0.5)
      .default(0.025)
      .describe("Reach of the filter's window, as a share of the photo's longer side."),
    epsilon: z
      .number()
      .min(1e-6)
      .max(1)
      .default(1e-3)
      .describe('Added to the variances of colours in [0, 1]: larger values smooth over fainter edges.'),
    grid: z
      .int()
      .min(16)
      .max(1024)
      .default(160)
      .describe(
        'Most cells along the longer side on which coefficients are computed: more are finer and slower.',
      ),
  }),
  create: (options) => Promise.resolve(new GuidedFilterRefiner(options)),
});
