import type { AnyComponent, AnyConfig, Component, SlotConfig } from '@langseg/core';
import type { z } from 'zod';
import type { scheduleOptions } from '../update/schedules/schedule-options.js';
import type { TrainingComponents } from './training-components.js';

/** As `ConfigOf`, with defaults filled in; options of a component without any leave room for `type`. */
export type ParsedConfigOf<C> =
  C extends Component<string, infer T, infer Schema>
    ? { readonly type: T } & (string extends keyof z.output<Schema> ? unknown : z.output<Schema>)
    : never;

/** As `SlotConfig`, with defaults filled in. */
export type ParsedSlotConfig<C extends AnyComponent, S extends string> = string extends C['slot']
  ? AnyConfig
  : ParsedConfigOf<Extract<C, { readonly slot: S }>>;

/** An optimiser's options: `{ type: 'sgd', momentum: 0.9, dampening: 0, weightDecay: 1e-4, nesterov: false }`. */
export type OptimizerConfig = SlotConfig<TrainingComponents, 'optimizer'>;

/**
 * How the learning rate goes: `{ type: 'poly', power: 0.9 }`, `{ type: 'cosine', floor: 0 }` or `{ type: 'constant' }`,
 * each with `per: 'epoch' | 'step'` (default `'epoch'`) and perhaps `warmUp: { fraction, from: 0.1 }`.
 */
export type ScheduleConfig = SlotConfig<TrainingComponents, 'schedule'> &
  z.input<z.ZodObject<typeof scheduleOptions>>;

/** How a photo of any size becomes an element of fixed size. */
export type AugmentationConfig = SlotConfig<TrainingComponents, 'augmentation'>;
