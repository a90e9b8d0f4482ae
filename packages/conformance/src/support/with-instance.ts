import type { SuiteSetup } from './suite-setup.js';

/** Runs one test on a fresh instance, which is disposed and torn down whatever happens. */
export async function withInstance<T extends object>(
  { create, teardown }: SuiteSetup<T>,
  test: (instance: T) => Promise<void>,
): Promise<void> {
  const instance = await create();
  try {
    await test(instance);
  } finally {
    if ('dispose' in instance) await (instance.dispose as () => Promise<void>)();
    await teardown?.(instance);
  }
}
