import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFileTable } from '@langseg/adapter-common';
import { createModelStore } from '@langseg/adapter-node';
import { testDamagedFiles } from '@langseg/conformance';
import { LangSegError } from '@langseg/core';
import { bundle } from '@langseg/model-testing';
import { afterAll, expect, it } from 'vitest';
import { createWebModelStore } from './create-web-model-store.js';

const root = await mkdtemp(join(tmpdir(), 'tables-'));
afterAll(() => rm(root, { recursive: true }));

const store = createModelStore({ cacheDir: root, offline: true });
const modelFolder = join(root, 'models', 'hub--owner--tiny--134298bbd4588d1a');
await mkdir(modelFolder, { recursive: true });

/** Reads what the cache knows of a model; only processes of the user write it, but disks fail. */
async function readManifest(bytes: Uint8Array): Promise<void> {
  await writeFile(join(modelFolder, 'manifest.json'), bytes);
  const models = await store.list();
  await expect(store.resolve('owner/tiny')).rejects.toBeInstanceOf(LangSegError);
  if (models.length === 0) throw new LangSegError('NOT_FOUND', 'The manifest counts for none.');
}

const manifest = (files: unknown, others: object = {}): Uint8Array =>
  text({
    manifestVersion: 1,
    id: 'owner/tiny',
    revision: 'main',
    date: '',
    complete: true,
    ...others,
    files,
  });
const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const digest = { sha256: '0'.repeat(64), bytes: 1, url: 'https://example.org/x' };

const config = bundle()['config.json'];
const count = Number(process.env.LANGSEG_DAMAGED_COPIES ?? 500);
testDamagedFiles({ name: 'config.json', samples: [config], read: bundleFileTable, count });

it.each([
  null,
  [],
  { x: null },
  { x: 7 },
  { x: { ...digest, sha256: '../../secret' } },
  { x: { ...digest, bytes: '1' } },
  { '../x': digest },
])('a manifest of the cache with the files %j counts for none', async (files) => {
  await writeFile(join(modelFolder, 'manifest.json'), manifest(files));
  expect(await store.list()).toEqual([]);
  await expect(store.resolve('owner/tiny')).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
});

testDamagedFiles({
  name: 'manifests of the cache',
  samples: [manifest({ 'onnx/model.onnx': digest })],
  read: readManifest,
  count: Math.min(count, 200),
});

it('tables of one token are read in linear time', { timeout: 60_000 }, async () => {
  const web = createWebModelStore({ cache: 'memory' });
  for (const token of ['a', '"', '{"a":', '../', '%2e', 'é'])
    for (const size of [10_000, 100_000, 1_000_000]) {
      const input = token.repeat(Math.ceil(size / token.length));
      const entries = Object.fromEntries(
        Array.from({ length: size / 500 }, (_, i) => [`${token}${i}`, digest]),
      );
      for (const bytes of [
        new TextEncoder().encode(input),
        text({ formatVersion: 1, name: input, pipeline: {}, files: { [input]: digest } }),
        text({ formatVersion: 1, name: 'x', pipeline: { [input]: input }, files: entries }),
        text({ formatVersion: 1, name: 'x', pipeline: {}, files: { x: { sha256: input, bytes: input } } }),
        manifest({ [input]: digest }, { id: input, date: input }),
        manifest(entries),
      ]) {
        const start = performance.now();
        const files = { 'config.json': new Blob([bytes as Uint8Array<ArrayBuffer>]) };
        for (const read of [
          () => bundleFileTable(bytes),
          () => web.resolve({ name: 'x', files }),
          () => readManifest(bytes),
        ])
          try {
            await read();
          } catch (error) {
            expect(LangSegError.is(error), String(error)).toBe(true);
          }
        expect(performance.now() - start).toBeLessThan(8000);
      }
    }
});
