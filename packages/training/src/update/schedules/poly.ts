import { z } from 'zod';
import type { Schedule } from './schedule.js';

/** Options of {@link polyDecay}; the default is the official one. */
export const polyConfig = z.strictObject({
  type: z.literal('poly'),
  power: z.number().positive().default(0.9),
});

/**
 * (1 − progress)^power: falls almost straight to 0 (Chen et al. 2017, _DeepLab_, section 4.1). With power 0.9, stepped once
 * an epoch, this is the `LambdaLR` of `configure_optimizers` in isl-org/lang-seg.
 */
export function polyDecay({ power }: { readonly power: number }): Schedule {
  return (progress) => (1 - progress) ** power;
}
