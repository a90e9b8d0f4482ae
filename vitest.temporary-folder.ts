import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Set where there is one already: this is called once for each project of a configuration. */
const mark = 'VITEST_TEMPORARY_FOLDER';

/** Gives a run of tests a temporary folder of its own, which goes with all that tests leave there. */
export default function setup(): (() => void) | undefined {
  if (process.env[mark] !== undefined) return undefined;
  const { TMPDIR, TMP, TEMP } = process.env;
  const outer: Record<string, string | undefined> = { TMPDIR, TMP, TEMP, [mark]: undefined };
  const folder = mkdtempSync(join(tmpdir(), 'test-'));
  // Databases run as another user.
  chmodSync(folder, 0o711);
  for (const name of Object.keys(outer)) process.env[name] = folder;
  return () => {
    for (const [name, value] of Object.entries(outer))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    rmSync(folder, { recursive: true, force: true });
  };
}
