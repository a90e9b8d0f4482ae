import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadOnDemand } from './load-on-demand.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'on-demand-'))));
afterAll(() => rm(folder, { recursive: true }));

/** Imports by Node itself, as an installed command does. */
async function load(code: string): Promise<unknown> {
  const path = join(folder, `m${Math.random()}.mjs`);
  await writeFile(path, code);
  return import(pathToFileURL(path).href) as Promise<unknown>;
}

it('gives what was loaded', async () => {
  expect(await loadOnDemand('@langseg/batch', 'Work on a queue', async () => 1)).toBe(1);
});

it('says what is not installed, what for, and how to get it', async () => {
  const code = "import '@langseg/not-there/part';";
  await expect(loadOnDemand('@langseg/not-there', 'Work on a queue', () => load(code))).rejects.toMatchObject(
    {
      code: 'PACKAGE_MISSING',
      message: expect.stringMatching(
        /^Work on a queue needs the package @langseg\/not-there, which is not installed\. Run "npm install @langseg\/not-there"/,
      ),
      context: { package: '@langseg/not-there', missing: '@langseg/not-there' },
    },
  );
});

it('names what an installed package lacks', async () => {
  await expect(
    loadOnDemand('@langseg/batch', 'Work on a queue', () => load("import 'langseg-has-no-such';")),
  ).rejects.toMatchObject({
    code: 'PACKAGE_MISSING',
    message: expect.stringContaining('npm install @langseg/batch langseg-has-no-such'),
  });
});

it('passes on what else goes wrong: a defect of a package is not its absence', async () => {
  await expect(
    loadOnDemand('@langseg/batch', 'Work on a queue', () => load("throw new Error('broken');")),
  ).rejects.toThrow(/^broken$/);
  await expect(
    loadOnDemand('@langseg/batch', 'Work on a queue', () => load("import './not-there.js';")),
  ).rejects.toMatchObject({ code: 'ERR_MODULE_NOT_FOUND' });
});
