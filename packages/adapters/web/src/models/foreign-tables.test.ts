import { bundleFileTable } from '@langseg/adapter-common';
import { testDamagedFiles } from '@langseg/conformance';
import { LangSegError } from '@langseg/core';
import { expect, it } from 'vitest';
import {
  digest,
  foreignReaders,
  manifest,
  readManifest,
  store,
  text,
  writeManifest,
} from './__fixtures__/foreign-readers.js';
import { createWebModelStore } from './create-web-model-store.js';

for (const reader of foreignReaders) testDamagedFiles({ ...reader, count: 200 });

it.each([
  null,
  [],
  { x: null },
  { x: 7 },
  { x: { ...digest, sha256: '../../secret' } },
  { x: { ...digest, bytes: '1' } },
  { '../x': digest },
])('a manifest of the cache with the files %j counts for none', async (files) => {
  await writeManifest(manifest(files));
  expect(await store.list()).toEqual([]);
  await expect(store.resolve('owner/tiny')).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
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
