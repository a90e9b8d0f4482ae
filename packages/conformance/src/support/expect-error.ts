import { LangSegError, type ErrorCode } from '@langseg/core';
import { expect } from 'vitest';

/** Expects `action` to reject with a `LangSegError` of one of the codes. */
export async function expectError(action: () => Promise<unknown>, ...codes: ErrorCode[]): Promise<void> {
  let error: unknown;
  try {
    await action();
  } catch (thrown) {
    error = thrown;
  }
  expect(LangSegError.is(error), `expected a LangSegError ${codes.join(' or ')}, got ${String(error)}`).toBe(
    true,
  );
  expect(codes).toContain((error as LangSegError).code);
}
