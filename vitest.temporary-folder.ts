import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run of tests a temporary folder of its own, which goes with all that tests leave there. */
export default function setup(): () => void {
  const outer = { TMPDIR: process.env.TMPDIR, TMP: process.env.TMP, TEMP: process.env.TEMP };
  const folder = mkdtempSync(join(tmpdir(), 'test-'));
  for (const name of Object.keys(outer)) process.env[name] = folder;
  return () => {
    for (const [name, value] of Object.entries(outer))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    rmSync(folder, { recursive: true, force: true });
  };
}
