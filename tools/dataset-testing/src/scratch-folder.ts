import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is removed when the process ends, for code that runs in tests and outside of them. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'langseg-scratch-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
