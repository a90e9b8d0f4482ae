import { LangSegError } from '@langseg/core';

/**
 * Checks a limit.
 *
 * @throws LangSegError `USAGE` when it is not a whole number of at least 1.
 */
export function positive(name: string, value: number): number {
  if (value >= 1 && Number.isSafeInteger(value)) return value;
  throw new LangSegError('USAGE', `${name} must be a whole number of at least 1, got ${value}.`, {
    [name]: value,
  });
}
