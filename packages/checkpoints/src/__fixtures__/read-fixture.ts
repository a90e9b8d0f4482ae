import { readFileSync } from 'node:fs';

/** The bytes of a file of this folder. */
export function readFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, import.meta.url)));
}
