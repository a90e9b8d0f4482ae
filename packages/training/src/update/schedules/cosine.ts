import { z } from 'zod';
import type { Schedule } from './schedule.js';

/** Options of {@link cosineDecay}. */
export const cosineConfig = z.strictObject({
  type: z.literal('cosine'),
  /** The factor at the end. */
  floor: z.number().min(0).max(1).default(0),
});

/** From 1 to a floor along half a cosine (Loshchilov and Hutter 2017, _SGDR_, equation 5, without restarts). */
export function cosineDecay({ floor }: { readonly floor: number }): Schedule {
  return (progress) => floor + ((1 - floor) * (1 + Math.cos(Math.PI * progress))) / 2;
}
