import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, bundleConfig, bundleFiles, sha256 } from '@langseg/model-testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createModelStore } from './create-model-store.js';

const store = createModelStore({
  cacheDir: '/nowhere',
  fetch: () => Promise.reject(new Error('a folder needs no network')),
});
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'folder-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function writeBundle(target: string, contents: Record<string, Uint8Array> = bundle()): Promise<void> {
  for (const [path, bytes] of Object.entries(contents)) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await writeFile(join(target, path), bytes);
  }
}

describe('a folder', () => {
  it('is used in place', async () => {
    await writeBundle(dir);
    const assets = await store.resolve(dir);
    expect(Buffer.from(await assets.read('preprocessor_config.json')).toString()).toBe('{}');
    expect(await assets.model('onnx/model.onnx')).toEqual({
      kind: 'file',
      path: join(dir, 'onnx/model.onnx'),
    });
    await expect(assets.read('absent.json')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(assets.read('../secret')).rejects.toMatchObject({ code: 'FILE_UNSAFE' });
    await expect(assets.model('onnx')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await store.resolve(pathToFileURL(dir).href)).location).toBe(dir);
  });

  it('may hold links, which are followed', async () => {
    await writeBundle(join(dir, 'elsewhere'));
    await mkdir(join(dir, 'mine'));
    for (const [name, type] of Object.entries({ 'config.json': 'file', onnx: 'dir' }))
      await symlink(join(dir, 'elsewhere', name), join(dir, 'mine', name), type);
    await symlink('../elsewhere/preprocessor_config.json', join(dir, 'mine/preprocessor_config.json'));
    await symlink(join(dir, 'mine'), join(dir, 'link'), 'dir');
    for (const folder of ['mine', 'link']) {
      const assets = await store.resolve(join(dir, folder));
      expect(Buffer.from(await assets.read('preprocessor_config.json')).toString()).toBe('{}');
      expect(Buffer.from(await assets.read('onnx/model.onnx')).toString()).toBe('graph');
      await store.verify(join(dir, folder));
    }
  });

  it.each(['../evil', '/etc/passwd', 'C:\\evil', '..%2fevil'])('that names %j is refused', async (path) => {
    await writeBundle(dir, { 'config.json': bundleConfig({ [path]: new Uint8Array(1) }) });
    for (const call of ['resolve', 'verify'] as const)
      await expect(store[call](dir)).rejects.toMatchObject({ code: 'FILE_UNSAFE', context: { path } });
  });

  it('shows truncation when opened, any change when verified', async () => {
    await writeBundle(dir);
    expect(Object.keys(await store.verify(dir))).toEqual(Object.keys(bundleFiles));
    await writeFile(join(dir, 'onnx/model.onnx'), 'grapH');
    await store.resolve(dir);
    await expect(store.verify(dir)).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      context: { file: 'onnx/model.onnx', expected: sha256(bundleFiles['onnx/model.onnx']) },
    });
    await writeFile(join(dir, 'onnx/model.onnx'), 'gra');
    await expect(store.resolve(dir)).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      message: expect.stringContaining('expected 5 bytes, found 3 bytes'),
    });
  });

  it('need not be a LangSeg bundle, but then it cannot be verified', async () => {
    await writeBundle(dir, { 'config.json': new TextEncoder().encode('{"model_type":"clip"}') });
    await store.resolve(dir);
    await expect(store.verify(dir)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('from the future is refused', async () => {
    await writeBundle(dir, { 'config.json': bundleConfig({}, { formatVersion: 99 }) });
    await expect(store.resolve(dir)).rejects.toMatchObject({ code: 'VERSION_UNSUPPORTED' });
  });

  it('is never removed or downloaded', async () => {
    await writeBundle(dir);
    await expect(store.remove(dir)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(store.pull(dir)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
