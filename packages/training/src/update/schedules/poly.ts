import * as z from 'zod';
import { defineSchedule } from './schedule-component.js';

/**
 * (1 − progress)^power: falls almost straight to 0 (Chen et al. 2017, _DeepLab_, section 4.1). With power 0.9, the default,
 * stepped once an epoch, this is the `LambdaLR` of `configure_optimizers` in isl-org/lang-seg.
 */
export const poly = defineSchedule({
  type: 'poly',
  configSchema: z.strictObject({ power: z.number().positive().default(0.9) }),
  create:
    ({ power }) =>
    (progress) =>
      (1 - progress) ** power,
});
