import { LangSegError, type Disposable, type RunOptions } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { expectError } from './expect-error.js';
import type { SuiteSetup } from './suite-setup.js';
import { withInstance } from './with-instance.js';

/** What cancelling and disposing mean for everything that works for long and holds memory. */
export function describeLifecycle<T extends Disposable>(
  setup: SuiteSetup<T>,
  work: (instance: T, options?: RunOptions) => Promise<unknown>,
): void {
  describe('cancelling and disposing', () => {
    it('rejects with ABORTED when the signal has fired before', () =>
      withInstance(setup, async (instance) => {
        await expectError(() => work(instance, { signal: AbortSignal.abort() }), 'ABORTED');
      }));

    it('settles with a result or ABORTED when the signal fires meanwhile, and works afterwards', () =>
      withInstance(setup, async (instance) => {
        const controller = new AbortController();
        const pending = work(instance, { signal: controller.signal });
        controller.abort();
        await pending.catch((error: unknown) =>
          expect(LangSegError.is(error, 'ABORTED'), String(error)).toBe(true),
        );
        await expect(work(instance)).resolves.toBeDefined();
      }));

    it('can be disposed twice, before and after use', () =>
      withInstance(setup, async (instance) => {
        await work(instance);
        await instance.dispose();
        await expect(instance.dispose()).resolves.toBeUndefined();
      }));

    it('can be disposed unused', () =>
      withInstance(setup, async (instance) => {
        await expect(instance.dispose()).resolves.toBeUndefined();
      }));

    it('rejects with DISPOSED after dispose', () =>
      withInstance(setup, async (instance) => {
        await instance.dispose();
        await expectError(() => work(instance), 'DISPOSED');
      }));
  });
}
