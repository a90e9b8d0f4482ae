import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheLayout, type CacheLayout } from './cache-layout.js';
import { buildSnapshot } from './snapshot.js';

const linking = vi.hoisted(() => ({ impossible: false }));

vi.mock(import('node:fs/promises'), async (original) => {
  const actual = await original();
  const link: typeof actual.link = (from, to) =>
    linking.impossible ? Promise.reject(new Error('EXDEV')) : actual.link(from, to);
  return { ...actual, link };
});

const files = { 'config.json': { sha256: 'aa', bytes: 1 }, 'onnx/model.onnx': { sha256: 'bb', bytes: 1 } };
let layout: CacheLayout;
let dir: string;

beforeEach(async () => {
  layout = cacheLayout(await mkdtemp(join(tmpdir(), 'snapshot-')));
  dir = join(layout.snapshots('tiny'), 'id');
  await mkdir(layout.blobs);
  await writeFile(layout.blob('aa'), 'a');
  await writeFile(layout.blob('bb'), 'b');
});
afterEach(async () => {
  linking.impossible = false;
  await rm(layout.root, { recursive: true });
});

describe('buildSnapshot', () => {
  it.each([false, true])('shows the blobs under their names (links impossible: %s)', async (impossible) => {
    linking.impossible = impossible;
    await buildSnapshot(layout, dir, files);
    expect(await readFile(join(dir, 'config.json'), 'utf8')).toBe('a');
    expect(await readFile(join(dir, 'onnx/model.onnx'), 'utf8')).toBe('b');
  });

  it('replaces a former one, and leaves nothing behind when a blob is missing', async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'old'), '');
    await buildSnapshot(layout, dir, files);
    expect(await readdir(dir)).toEqual(['config.json', 'onnx']);
    await rm(layout.blob('bb'));
    await expect(buildSnapshot(layout, `${dir}2`, files)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await readdir(layout.snapshots('tiny'))).toEqual(['id']);
  });

  it('may be built by many at once', async () => {
    for (let round = 0; round < 20; round++)
      await Promise.all(Array.from({ length: 8 }, () => buildSnapshot(layout, dir, files)));
    expect(await readdir(layout.snapshots('tiny'))).toEqual(['id']);
    expect(await readFile(join(dir, 'onnx/model.onnx'), 'utf8')).toBe('b');
  });
});
