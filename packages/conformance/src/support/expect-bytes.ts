import { expect } from 'vitest';

/** Expects a file to have these bytes; a failure names the file, not thousands of numbers. */
export function expectBytes(found: Uint8Array, expected: Uint8Array, file: string): void {
  const isEqual = found.length === expected.length && found.every((byte, i) => byte === expected[i]);
  expect(isEqual, `${file}: other bytes than expected`).toBe(true);
}
