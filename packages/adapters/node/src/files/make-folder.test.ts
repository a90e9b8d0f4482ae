import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './make-folder.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'langseg-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('makes a folder with those above it, and leaves one that exists', async () => {
  await makeFolder(join(dir, 'a', 'b', 'c'));
  await makeFolder(join(dir, 'a', 'b', 'c'));
  expect((await stat(join(dir, 'a', 'b', 'c'))).isDirectory()).toBe(true);
});

it('fails where a file is in the way', async () => {
  await writeFile(join(dir, 'file'), '');
  await expect(makeFolder(join(dir, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(dir, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it('fails, rather than trying for ever, where the system takes no folders', async () => {
  const refusing = existsSync('/proc/self') ? '/proc/langseg/below' : '\0';
  await expect(makeFolder(refusing)).rejects.toThrow();
});

it('is made once by callers at the same time', async () => {
  const path = join(dir, 'x', 'y');
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(path)]);
  expect(existsSync(path)).toBe(true);
});
