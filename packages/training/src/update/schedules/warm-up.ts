import * as z from 'zod';
import type { Schedule } from './schedule.js';

/** Options of {@link withWarmUp}. */
export const warmUpConfig = z.strictObject({
  /** Share of the run that the warm-up takes. */
  fraction: z.number().gt(0).lt(1),
  /** The factor that it begins with. */
  from: z.number().min(0).max(1).default(0.1),
});

/**
 * A linear rise from `from` to where another schedule starts, which then has the rest of the run for itself (Goyal et al.
 * 2017, _Accurate, Large Minibatch SGD_, section 2.2).
 */
export function withWarmUp(
  schedule: Schedule,
  { fraction, from }: { readonly fraction: number; readonly from: number },
): Schedule {
  return (progress) =>
    progress < fraction
      ? schedule(0) * (from + ((1 - from) * progress) / fraction)
      : schedule((progress - fraction) / (1 - fraction));
}
