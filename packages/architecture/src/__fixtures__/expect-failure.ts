import { expect } from 'vitest';
import type { Check } from '../conformance/support/check.js';

/** Expects this one of the checks to fail. */
export async function expectFailure(checks: readonly Check[], title: string): Promise<void> {
  const check = checks.find((candidate) => candidate.title === title);
  if (!check) throw new Error(`There is no check "${title}".`);
  await expect((async () => check.run())()).rejects.toThrow();
}
