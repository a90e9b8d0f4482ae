import { safeParse } from '@langseg/core';
import type { AnyComponent, SlotKey } from '@langseg/core';
import { describe, expect, it } from 'vitest';

/** One test of a suite. */
export interface Check {
  readonly title: string;
  readonly run: () => void | Promise<void>;
}

/** Registers a suite. */
export function registerChecks(name: string, checks: readonly Check[]): void {
  describe(name, () => {
    for (const { title, run } of checks) it(title, run);
  });
}

/**
 * What every component must pass.
 *
 * @param options that it takes.
 * @param taken names of options that whoever uses it adds to its own.
 */
export function componentChecks<D extends AnyComponent>(
  component: AnyComponent,
  slot: SlotKey<D>,
  options: object,
  taken: readonly string[],
): Check[] {
  return [
    {
      title: 'is a component of its slot with a name',
      run() {
        expect(slot.check(component)).toBe(component);
        expect(component.specVersion).toBe(1);
        expect(component.type).toMatch(/^\S+$/);
      },
    },
    {
      title: 'takes its options and refuses those it does not know',
      run() {
        expect(safeParse(component.configSchema, options).error).toBeUndefined();
        expect(safeParse(component.configSchema, { ...options, 'no such option': 1 }).success).toBe(false);
      },
    },
    {
      title: `leaves ${taken.join(', ')} to others`,
      run() {
        expect(Object.keys(component.configSchema.shape).filter((key) => taken.includes(key))).toEqual([]);
      },
    },
  ];
}
