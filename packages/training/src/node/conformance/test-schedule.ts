import { componentChecks, registerChecks, type Check } from '@langseg/datasets/conformance';
import { expect } from 'vitest';
import { scheduleSlot, type ScheduleComponent } from '../../update/schedules/schedule-component.js';
import { scheduleOptions } from '../../update/schedules/schedule-options.js';

/** Setup of {@link testSchedule}. */
export interface ScheduleSetup {
  readonly component: ScheduleComponent;
  /** Options besides `type`, `per` and `warmUp`. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
}

const places = Array.from({ length: 101 }, (_, i) => i / 100);

/** Registers the tests that every schedule must pass. */
export function testSchedule(setup: ScheduleSetup): void {
  registerChecks(`schedule conformance: ${setup.component.type}`, scheduleChecks(setup));
}

/** The tests of {@link testSchedule}. */
export function scheduleChecks({ component, options = {} }: ScheduleSetup): Check[] {
  const create = () => component.create(component.configSchema.parse(options));
  return [
    ...componentChecks(component, scheduleSlot, options, ['type', ...Object.keys(scheduleOptions)]),
    {
      title: 'gives finite factors that are not negative, from the start of a run to its end',
      run() {
        const factors = places.map(create());
        expect(factors.filter((factor) => !(Number.isFinite(factor) && factor >= 0))).toEqual([]);
        expect(Math.max(...factors)).toBeGreaterThan(0);
      },
    },
    {
      title: 'depends on progress alone, so that runs go on bit for bit',
      run() {
        const factors = places.map(create());
        expect(places.toReversed().map(create()).toReversed()).toEqual(factors);
        const used = create();
        places.forEach((progress) => used(progress));
        expect(places.map((progress) => used(progress))).toEqual(factors);
      },
    },
    {
      title: 'tells the truth about isConstant',
      run() {
        const factors = new Set(places.map(create()));
        if (component.isConstant) expect(factors.size).toBe(1);
      },
    },
  ];
}
