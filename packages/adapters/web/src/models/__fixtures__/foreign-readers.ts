import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFileTable } from '@langseg/adapter-common';
import { createModelStore } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { scratchFolder } from '@langseg/dataset-testing/scratch';
import { bundle } from '@langseg/model-testing';

const cacheDir = scratchFolder();
const modelFolder = join(cacheDir, 'models', 'hub--owner--tiny--134298bbd4588d1a');
mkdirSync(modelFolder, { recursive: true });

/** A cache that knows of one model, whatever the last manifest says. */
export const store = createModelStore({ cacheDir, offline: true });

/** Writes what the cache knows of the model; only processes of the user do, but disks fail. */
export const writeManifest = (bytes: Uint8Array): Promise<void> =>
  writeFile(join(modelFolder, 'manifest.json'), bytes);

/** Lists the models of the cache, and looks for this one. */
export async function readManifest(bytes: Uint8Array): Promise<void> {
  await writeManifest(bytes);
  const models = await store.list();
  await store.resolve('owner/tiny').catch((error: unknown) => {
    if (!LangSegError.is(error)) throw error;
  });
  if (models.length === 0) throw new LangSegError('NOT_FOUND', 'The manifest counts for none.');
}

/** Bytes of JSON. */
export const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** What a table says of a file. */
export const digest = { sha256: '0'.repeat(64), bytes: 1, url: 'https://example.org/x' };

/** A manifest of the model. */
export const manifest = (files: unknown, others: object = {}): Uint8Array =>
  text({
    manifestVersion: 1,
    id: 'owner/tiny',
    revision: 'main',
    date: '',
    complete: true,
    ...others,
    files,
  });

/** Readers of tables of files. */
export const foreignReaders = [
  { name: 'tables of files', samples: [bundle()['config.json']], read: bundleFileTable },
  { name: 'manifests of the cache', samples: [manifest({ 'onnx/model.onnx': digest })], read: readManifest },
];
