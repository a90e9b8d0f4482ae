import * as z from 'zod';
import { warmUpConfig } from './warm-up.js';

/** What every schedule has besides its own options. */
export const scheduleOptions = {
  /** Whether the rate changes once an epoch, as in the official training, or at every step. */
  per: z.enum(['epoch', 'step']).default('epoch'),
  /** A linear rise before it; with `per: 'step'`, or there are few stairs to it. */
  warmUp: warmUpConfig.optional(),
};
