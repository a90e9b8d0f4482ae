import { mkdir, mkdtemp, open, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withIoErrors } from './io-error.js';
import { makeFolder } from './make-folder.js';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'io-error-'));
  await writeFile(join(dir, 'file'), '');
  await symlink(join(dir, 'nowhere'), join(dir, 'link'));
});
afterAll(() => rm(dir, { recursive: true }));

const messageOf = async (
  doing: string,
  path: string,
  run: (path: string) => Promise<unknown>,
): Promise<string> => {
  const error = await withIoErrors(doing, join(dir, path), () => run(join(dir, path))).catch(
    (e: unknown) => e,
  );
  return (error as Error).message.replaceAll(dir, '~');
};
const read = (path: string): Promise<unknown> => open(path, 'r');
const write = (path: string): Promise<unknown> => open(path, 'w');

it('says what is missing of a file to read', async () => {
  expect(await messageOf('read', 'a', read)).toBe(
    "Can't read ~/a: it does not exist; its folder is ~. Check the name (ENOENT).",
  );
  expect(await messageOf('read', 'x/y/a', read)).toBe(
    "Can't read ~/x/y/a: it does not exist: there is no folder ~/x. Check the path (ENOENT).",
  );
  expect(await messageOf('read', 'link', read)).toMatch(/a link to something that does not exist/);
});

it('says what to create for a file to write', async () => {
  expect(await messageOf('write', 'x/y/a', write)).toBe(
    "Can't write ~/x/y/a: there is no folder ~/x; create the folder, or choose another path (ENOENT).",
  );
});

it('names the file that stands where a folder was expected', async () => {
  expect(await messageOf('read', 'file/a/b', read)).toMatch(/: expected a folder, but ~\/file is a file/);
  expect(await messageOf('create the folder', 'file', makeFolder)).toMatch(/a file with that name exists/);
  expect(await messageOf('write', '', write)).toMatch(/expected a file, but it is a folder/);
  expect(await messageOf('list the folder', 'none', readdir)).toMatch(/it does not exist; its folder is ~/);
  await mkdir(join(dir, 'folder'));
  expect(await messageOf('create the folder', 'folder', mkdir)).toMatch(/EEXIST/);
});
