import { existsSync } from 'node:fs';
import {
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSink } from './byte-sink.js';
import { withIoErrors } from './io-error.js';
import { writeAtomically } from './write-atomically.js';

const bytes = (text: string) => new TextEncoder().encode(text);
let dir: string;
let path: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'write-'));
  path = join(dir, 'out.bin');
});
afterEach(() => rm(dir, { recursive: true }));

function diskFull(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
}

/** Linux has a device that is always full; elsewhere a stand-in answers the same. */
async function fullDevice(): Promise<Pick<FileHandle, 'write' | 'close'>> {
  if (existsSync('/dev/full')) return open('/dev/full', 'w');
  return { write: () => Promise.reject(diskFull()), close: () => Promise.resolve() };
}

describe('writeAtomically', () => {
  it('replaces the former file only when all is written', async () => {
    await writeFile(path, 'former');
    await writeAtomically(path, async (sink) => {
      await sink.write(bytes('new '));
      await sink.write(bytes('file'));
      expect(await readFile(path, 'utf8')).toBe('former');
    });
    expect(await readFile(path, 'utf8')).toBe('new file');
    expect(await readdir(dir)).toEqual(['out.bin']);
  });

  it('keeps the former file and cleans up when the disk is full', async () => {
    await writeFile(path, 'former');
    const writing = writeAtomically(path, async (sink) => {
      await sink.write(bytes('half'));
      throw diskFull();
    });
    await expect(writing).rejects.toMatchObject({
      code: 'IO_FAILED',
      message: `Can't write ${path}: the disk is full. Free some space, or choose a path on another disk (ENOSPC).`,
    });
    expect(await readFile(path, 'utf8')).toBe('former');
    expect(await readdir(dir)).toEqual(['out.bin']);
  });

  it('explains what a full device answers', async () => {
    const handle = await fullDevice();
    const writing = withIoErrors('write', path, () => fileSink(handle).write(bytes('x')));
    await expect(writing).rejects.toMatchObject({ code: 'IO_FAILED', context: { path, errno: 'ENOSPC' } });
    await handle.close();
  });

  it('continues writes that are taken in part', async () => {
    const taken: number[] = [];
    const handle = {
      write: async (buffer: Uint8Array, offset: number) => {
        taken.push(buffer[offset]);
        return { bytesWritten: 1, buffer };
      },
    } as unknown as Parameters<typeof fileSink>[0];
    await fileSink(handle).write(Uint8Array.of(1, 2, 3));
    expect(taken).toEqual([1, 2, 3]);
  });

  it('cleans up when aborted in the middle', async () => {
    const controller = new AbortController();
    const writing = writeAtomically(
      path,
      async (sink) => {
        await sink.write(bytes('half'));
        controller.abort();
        await sink.write(bytes('rest'));
      },
      { signal: controller.signal },
    );
    await expect(writing).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await readdir(dir)).toEqual([]);
  });

  it('passes other errors on', async () => {
    const error = new TypeError('not about files');
    await expect(writeAtomically(path, () => Promise.reject(error))).rejects.toBe(error);
    expect(await readdir(dir)).toEqual([]);
  });

  it.each([
    ['a missing folder', 'absent/out.bin', 'NOT_FOUND', 'create the folder'],
    ['a file for a folder', 'file/out.bin', 'IO_FAILED', 'expected a folder'],
    ['a folder for the file', 'folder', 'IO_FAILED', 'it is a folder'],
  ])('explains %s', async (_, name, code, message) => {
    await writeFile(join(dir, 'file'), '');
    await mkdir(join(dir, 'folder'));
    await expect(writeAtomically(join(dir, name), async () => {})).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect((await readdir(dir)).sort()).toEqual(['file', 'folder']);
  });
});

it('writes to a device without replacing it', async () => {
  const device = '/dev/null';
  await symlink(device, path);
  await writeAtomically(path, (sink) => sink.write(bytes('gone')));
  expect((await lstat(path)).isSymbolicLink()).toBe(true);
  expect(await readdir(dir)).toEqual(['out.bin']);
});
