import { z } from 'zod';
import { parseConfig } from '../../config/parse-config.js';
import { constantConfig, constantRate } from './constant.js';
import { cosineConfig, cosineDecay } from './cosine.js';
import { polyConfig, polyDecay } from './poly.js';
import type { Schedule } from './schedule.js';
import { warmUpConfig, withWarmUp } from './warm-up.js';

const common = {
  /** Whether the rate changes once an epoch, as in the official training, or at every step. */
  per: z.enum(['epoch', 'step']).default('epoch'),
  /** A linear rise before it; with `per: 'step'`, or there are few stairs to it. */
  warmUp: warmUpConfig.optional(),
};

/** Schema of a schedule's options, told apart by `type`. */
export const scheduleConfig = z.discriminatedUnion('type', [
  polyConfig.extend(common),
  cosineConfig.extend(common),
  constantConfig.extend(common),
]);

/**
 * How the learning rate goes: `{ type: 'poly', power: 0.9 }`, `{ type: 'cosine', floor: 0 }` or `{ type: 'constant' }`,
 * each with `per: 'epoch' | 'step'` (default `'epoch'`) and perhaps `warmUp: { fraction, from: 0.1 }`.
 */
export type ScheduleConfig = z.input<typeof scheduleConfig>;

/**
 * The function that a config describes, without `per`, which says how often it is asked.
 *
 * @throws LangSegError `CONFIG_INVALID` for an unknown type or a wrong option.
 */
export function createSchedule(config: ScheduleConfig): Schedule {
  const options = parseConfig(scheduleConfig, config, 'the learning rate schedule');
  const schedule = decayOf(options);
  return options.warmUp ? withWarmUp(schedule, options.warmUp) : schedule;
}

function decayOf(options: z.output<typeof scheduleConfig>): Schedule {
  switch (options.type) {
    case 'poly':
      return polyDecay(options);
    case 'cosine':
      return cosineDecay(options);
    case 'constant':
      return constantRate();
  }
}
