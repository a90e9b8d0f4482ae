import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileSource } from './file-source.js';
import { sha256File } from './sha256-file.js';

let dir: string;
let path: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'read-'));
  path = join(dir, 'digits');
  await writeFile(path, '0123456789');
});
afterAll(() => rm(dir, { recursive: true }));

describe('fileSource', () => {
  it('reads ranges in any order', async () => {
    const source = await fileSource(path);
    expect(source.size).toBe(10);
    expect(Buffer.from(await source.read(7, 3)).toString()).toBe('789');
    expect(Buffer.from(await source.read(0, 2)).toString()).toBe('01');
    expect(await source.read(10, 0)).toHaveLength(0);
    await source.close();
  });

  it.each([
    [8, 3],
    [-1, 2],
    [0, Number.NaN],
  ])('refuses the range %d + %d outside the file', async (offset, length) => {
    const source = await fileSource(path);
    await expect(source.read(offset, length)).rejects.toMatchObject({
      code: 'FILE_CORRUPT',
      context: { size: 10 },
    });
    await source.close();
  });

  it('notices a file that shrinks while it is read', async () => {
    const shrinking = join(dir, 'shrinking');
    await writeFile(shrinking, '0123456789');
    const source = await fileSource(shrinking);
    await truncate(shrinking, 4);
    await expect(source.read(2, 6)).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await source.close();
  });

  it('explains missing files and folders', async () => {
    await expect(fileSource(join(dir, 'absent'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(fileSource(dir)).rejects.toMatchObject({ code: 'IO_FAILED' });
  });
});

describe('sha256File', () => {
  it('hashes the bytes of a file', async () => {
    expect(await sha256File(path)).toBe(createHash('sha256').update('0123456789').digest('hex'));
  });

  it('can be cancelled and explains failures', async () => {
    await expect(sha256File(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    await expect(sha256File(join(dir, 'absent'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(sha256File(dir)).rejects.toMatchObject({ code: 'IO_FAILED' });
  });
});
