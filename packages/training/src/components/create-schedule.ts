import type { AnyConfig, ComponentSet } from '@langseg/core';
import * as z from 'zod';
import { parseConfig } from '../config/parse-config.js';
import { trainingRegistry } from './training-registry.js';
import type { ScheduleConfig } from './section-configs.js';
import type { Schedule } from '../update/schedules/schedule.js';
import { scheduleSlot } from '../update/schedules/schedule-component.js';
import { scheduleOptions } from '../update/schedules/schedule-options.js';
import { withWarmUp } from '../update/schedules/warm-up.js';

const commonOptions = z.object(scheduleOptions);

/**
 * The function that a config describes, without `per`, which says how often it is asked:
 * `{ type: 'poly', power: 0.9, warmUp: { fraction: 0.05, from: 0.1 } }`.
 *
 * @throws LangSegError `CONFIG_INVALID` for an unknown type or a wrong option.
 */
export function createSchedule(config: ScheduleConfig): Schedule;
/** @param registry holds the schedule. */
export function createSchedule(config: AnyConfig, registry: ComponentSet): Schedule;
export function createSchedule(config: AnyConfig, registry: ComponentSet = trainingRegistry): Schedule {
  const { per, warmUp, ...own } = config;
  const common = parseConfig(commonOptions, { per, warmUp }, 'the learning rate schedule');
  const { component, options } = registry.parseConfig(scheduleSlot, own);
  const schedule = component.create(options);
  return common.warmUp ? withWarmUp(schedule, common.warmUp) : schedule;
}
