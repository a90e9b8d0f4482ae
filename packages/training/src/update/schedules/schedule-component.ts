import { defineSlot, type Component } from '@langseg/core';
import type { z } from 'zod';
import type { Schedule } from './schedule.js';

/** A course of the learning rate that recipes name; `per` and `warmUp` are options of every schedule and not its own. */
export interface ScheduleComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'schedule', T, C> {
  /** Whether its factor never changes, so that a run may be made longer afterwards. Default false. */
  readonly isConstant?: boolean;
  create(options: z.output<C>): Schedule;
}

/** By which a registry is asked for schedules. */
export const scheduleSlot = defineSlot<ScheduleComponent>({
  name: 'schedule',
  what: 'learning rate schedule',
  members: ['create'],
});

/** Declares a schedule with its types inferred. */
export function defineSchedule<const T extends string, C extends z.ZodObject>(
  schedule: Omit<ScheduleComponent<T, C>, 'specVersion' | 'slot'>,
): ScheduleComponent<T, C> {
  return { specVersion: 1, slot: 'schedule', ...schedule };
}
