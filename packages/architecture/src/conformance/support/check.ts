import { describe, it } from 'vitest';

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
