import { z } from 'zod';
import type { Schedule } from './schedule.js';

/** Options of {@link constantRate}: none. */
export const constantConfig = z.strictObject({ type: z.literal('constant') });

/** The same learning rate all along. */
export function constantRate(): Schedule {
  return () => 1;
}
