import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDirectoryAtomically } from './write-directory-atomically.js';

let parent: string;
let dir: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'write-dir-'));
  dir = join(parent, 'bundle');
});
afterEach(() => rm(parent, { recursive: true }));

const fillWith = (text: string) => (temporary: string) => writeFile(join(temporary, 'config.json'), text);

describe('writeDirectoryAtomically', () => {
  it('fills a new or an empty folder', async () => {
    await writeDirectoryAtomically(dir, async (temporary) => {
      await fillWith('new')(temporary);
      expect(await readdir(parent)).not.toContain('bundle');
    });
    expect(await readFile(join(dir, 'config.json'), 'utf8')).toBe('new');

    const empty = join(parent, 'empty');
    await mkdir(empty);
    await writeDirectoryAtomically(empty, fillWith('new'));
    expect(await readdir(empty)).toEqual(['config.json']);
    expect((await readdir(parent)).sort()).toEqual(['bundle', 'empty']);
  });

  it('replaces an existing folder only when told to', async () => {
    await writeDirectoryAtomically(dir, fillWith('former'));
    await writeFile(join(dir, 'old.txt'), '');
    await expect(writeDirectoryAtomically(dir, fillWith('new'))).rejects.toMatchObject({
      code: 'IO_FAILED',
      message: expect.stringContaining('allow overwriting'),
    });
    expect(await readFile(join(dir, 'config.json'), 'utf8')).toBe('former');
    await writeDirectoryAtomically(dir, fillWith('new'), { overwrite: true });
    expect(await readdir(dir)).toEqual(['config.json']);
    expect(await readFile(join(dir, 'config.json'), 'utf8')).toBe('new');
    expect(await readdir(parent)).toEqual(['bundle']);
  });

  it('does not replace a folder of another kind', async () => {
    await mkdir(dir);
    await writeFile(join(dir, 'holiday.jpg'), '');
    await expect(writeDirectoryAtomically(dir, fillWith('new'), { overwrite: true })).rejects.toMatchObject({
      code: 'IO_FAILED',
      message: expect.stringContaining('config.json'),
    });
    expect(await readdir(dir)).toEqual(['holiday.jpg']);
  });

  it('keeps the former folder when filling fails or is aborted', async () => {
    await writeDirectoryAtomically(dir, fillWith('former'));
    const error = new Error('no luck');
    const failing = writeDirectoryAtomically(dir, () => Promise.reject(error), { overwrite: true });
    await expect(failing).rejects.toBe(error);

    const controller = new AbortController();
    const aborted = writeDirectoryAtomically(
      dir,
      async (temporary) => {
        await fillWith('new')(temporary);
        controller.abort();
      },
      { overwrite: true, signal: controller.signal },
    );
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await readFile(join(dir, 'config.json'), 'utf8')).toBe('former');
    expect(await readdir(parent)).toEqual(['bundle']);
  });

  it('makes the folders above, and explains a file in the way', async () => {
    await writeFile(dir, '');
    await expect(writeDirectoryAtomically(dir, fillWith(''))).rejects.toMatchObject({ code: 'IO_FAILED' });
    const deep = join(parent, 'new', 'folders', 'bundle');
    await writeDirectoryAtomically(deep, fillWith('deep'));
    expect(await readFile(join(deep, 'config.json'), 'utf8')).toBe('deep');
    const below = join(dir, 'bundle');
    await expect(writeDirectoryAtomically(below, fillWith(''))).rejects.toMatchObject({ code: 'IO_FAILED' });
  });
});
