import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { testAssetStore, testModelStore } from '@langseg/conformance';
import { bundle, startFileServer, type FileServer } from '@langseg/model-testing';
import { afterEach, beforeEach } from 'vitest';
import { createModelStore } from './create-model-store.js';
import { directoryAssets } from './directory-assets.js';

const files = bundle();
const model = 'onnx/model.onnx';
let folder: string;
let server: FileServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const served = Object.entries(files).flatMap(([path, bytes]) => [
    [`/good/${path}`, bytes] as const,
    [`/spoilt/${path}`, path === model ? Uint8Array.from(bytes, (byte) => byte ^ 1) : bytes] as const,
  ]);
  server = await startFileServer(new Map(served));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

testAssetStore({
  async create() {
    for (const [path, bytes] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    return directoryAssets(folder);
  },
  files,
  model,
  readFile,
});

testModelStore({
  create: () => createModelStore({ cacheDir: join(folder, 'cache'), retryDelay: 1, retries: 0 }),
  files,
  ref: () => `${server.url}/good`,
  missing: () => `${server.url}/missing`,
  spoilt: () => `${server.url}/spoilt`,
});
