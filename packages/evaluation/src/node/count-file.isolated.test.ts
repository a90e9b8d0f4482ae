import { join } from 'node:path';
import { temporaryFolder } from '@langseg/dataset-testing';
import { beforeEach, expect, it, vi } from 'vitest';
import type { EvaluationSettings } from '../record/evaluation-record.js';
import { openCountFile } from './count-file.js';

const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...given: Parameters<typeof real.open>) => {
      const handle = await real.open(...given);
      const write = handle.write.bind(handle) as (...all: unknown[]) => Promise<unknown>;
      const failing = async (bytes: Buffer, offset: number, length: number, position: number) => {
        if (!disk.isFull) return write(bytes, offset, length, position);
        await write(bytes, offset, 5, position);
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
          code: 'ENOSPC',
          syscall: 'write',
        });
      };
      Object.assign(handle, { write: failing });
      return handle;
    },
  };
});

beforeEach(() => {
  disk.isFull = false;
});

it('says that the disk is full, keeps what was counted, and goes on when there is space', async () => {
  const path = join(await temporaryFolder(), 'progress');
  const settings: readonly EvaluationSettings[] = [];
  const photo = (at: number) => ({ counts: [{ id: String(at), at, confusion: [0, 5] }] });
  const file = await openCountFile(path, settings, null);
  await file.add(photo(0));
  disk.isFull = true;
  await expect(file.add(photo(1))).rejects.toMatchObject({
    code: 'IO_FAILED',
    message: expect.stringContaining('the disk is full'),
  });
  await file.close();
  disk.isFull = false;
  const again = await openCountFile(path, settings, null);
  expect(again.earlier).toEqual([photo(0)]);
  await again.add(photo(1));
  await again.close();
  const last = await openCountFile(path, settings, null);
  expect(last.earlier).toEqual([photo(0), photo(1)]);
  await last.close();
});
