import type { ModelProgress } from '@langseg/adapter-common';
import {
  bundle,
  bundleConfig,
  bundleFiles,
  type FileServer,
  sha256,
  startFileServer,
} from '@langseg/model-testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWebModelStore } from './create-web-model-store.js';
import type { WebModelStore, WebModelStoreOptions } from './web-model-store.js';

const data = bundleFiles['onnx/model.onnx_data'];
let server: FileServer;
let files: Map<string, Uint8Array>;
let store: WebModelStore;

beforeEach(async () => {
  files = new Map(Object.entries(bundle()).map(([path, bytes]) => [`/model/${path}`, bytes]));
  server = await startFileServer(files);
  store = create();
});
afterEach(() => server.close());

const create = (options: WebModelStoreOptions = {}): WebModelStore =>
  createWebModelStore({ cache: 'memory', baseUrl: `${server.url}/page/`, retryDelay: 1, ...options });
const requested = (): string[] => server.requests.splice(0);
const read = async (): Promise<string> =>
  sha256(await (await store.resolve('../model/')).read('onnx/model.onnx_data'));

describe('a model on a server', () => {
  it('is downloaded once; afterwards only its config.json is asked for', async () => {
    expect(await read()).toBe(sha256(data));
    expect(requested()).toEqual(Array.from(files.keys(), (path) => `GET ${path}`));
    expect(await read()).toBe(sha256(data));
    expect(requested()).toEqual(['GET /model/config.json']);
    expect(await store.list()).toMatchObject([
      { id: `${server.url}/model`, files: { 'onnx/model.onnx_data': { bytes: data.length } } },
    ]);
  });

  it('is downloaded without its model card', async () => {
    const described = { ...bundleFiles, 'README.md': new TextEncoder().encode('# A model') };
    files.set('/model/config.json', bundleConfig(described));
    expect(await read()).toBe(sha256(data));
    expect(requested()).not.toContain('GET /model/README.md');
    await expect(store.list()).resolves.toHaveLength(1);
  });

  it('works without a connection after that', async () => {
    await read();
    await server.close();
    expect(await read()).toBe(sha256(data));
  });

  it('is used in its former version while the server answers with a login page', async () => {
    await read();
    files.set('/model/config.json', new TextEncoder().encode('<!doctype html>'));
    expect(await read()).toBe(sha256(data));
    await expect(create().resolve('../model/')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('web page'),
    });
  });

  it('is brought up to date; what only its former version used is removed', async () => {
    await read();
    requested();
    const changed = { ...bundleFiles, 'onnx/model.onnx_data': data.map((byte) => byte ^ 1) };
    files.set('/model/config.json', bundleConfig(changed));
    files.set('/model/onnx/model.onnx_data', changed['onnx/model.onnx_data']);
    expect(await read()).toBe(sha256(changed['onnx/model.onnx_data']));
    expect(requested()).toEqual(['GET /model/config.json', 'GET /model/onnx/model.onnx_data']);
    expect(await store.list()).toHaveLength(1);
  });

  it('reports progress as transformers.js does', async () => {
    const events: ModelProgress[] = [];
    await store.resolve('../model/', { onProgress: (event) => events.push(event) });
    const ofData = events.filter((event) => 'file' in event && event.file === 'onnx/model.onnx_data');
    expect(ofData.map(({ status }) => status).filter((status) => status !== 'progress')).toEqual([
      'initiate',
      'download',
      'done',
    ]);
    expect(ofData.at(-2)).toMatchObject({ loaded: data.length, total: data.length, progress: 100 });
    expect(events.at(-1)).toEqual({ status: 'ready', name: '../model/' });
  });

  it('is found on the hub by its id', async () => {
    const hub = create({ endpoint: `${server.url}/hub` });
    for (const [path, bytes] of [...files]) files.set(path.replace('/model/', '/hub/a/b/resolve/v1/'), bytes);
    expect(await (await hub.resolve('a/b@v1')).read('onnx/model.onnx')).toEqual(
      bundleFiles['onnx/model.onnx'],
    );
    expect(await hub.list()).toMatchObject([{ id: 'a/b', revision: 'v1' }]);
    await hub.remove('a/b');
    expect(await hub.list()).toEqual([]);
  });
});

describe('a download that goes wrong', () => {
  it('is repeated after a server error, and ends with NETWORK_FAILED', async () => {
    const refuse = (): void => server.next((_request, response) => void response.writeHead(503).end());
    refuse();
    expect(await read()).toBe(sha256(data));
    refuse();
    refuse();
    await expect(create({ retries: 1 }).resolve('../model/')).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringContaining('2 attempts'),
    });
  });

  it('asks once more for a wrong content, then says HASH_MISMATCH and keeps nothing of it', async () => {
    files.set(
      '/model/onnx/model.onnx_data',
      data.map((byte) => byte ^ 1),
    );
    await expect(read()).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      context: { file: 'onnx/model.onnx_data' },
    });
    expect(requested().filter((line) => line.endsWith('_data'))).toHaveLength(2);
    expect(await store.list()).toEqual([]);
  });

  it.each([
    ['shorter', data.subarray(1)],
    ['longer', new Uint8Array(data.length + 1)],
  ])('refuses a file that is %s than it should be', async (_kind, bytes) => {
    files.set('/model/onnx/model.onnx_data', bytes);
    await expect(read()).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  });

  it('leaves nothing when it is cancelled', async () => {
    const controller = new AbortController();
    const onProgress = (event: ModelProgress): void => {
      if (event.status === 'done' && event.file === 'onnx/model.onnx') controller.abort();
    };
    await expect(store.resolve('../model/', { signal: controller.signal, onProgress })).rejects.toMatchObject(
      { code: 'ABORTED' },
    );
    requested();
    await read();
    expect(requested()).toHaveLength(files.size);
  });

  it('goes on after a failure with the files that are still missing', async () => {
    files.delete('/model/preprocessor_config.json');
    await expect(read()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    files.set('/model/preprocessor_config.json', bundleFiles['preprocessor_config.json']);
    requested();
    await read();
    expect(requested()).toEqual(['GET /model/config.json', 'GET /model/preprocessor_config.json']);
  });

  it('does not begin for a model above the limit', async () => {
    await expect(create({ maxBytes: 1000 }).resolve('../model/')).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
      context: { maxBytes: 1000 },
    });
    expect(requested()).toEqual(['GET /model/config.json']);
  });
});

it('refuses what can be no model, and files that are not in the bundle', async () => {
  await expect(store.resolve('javascript:0')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const assets = await store.resolve('../model/');
  await expect(assets.read('secret')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(assets.read('../secret')).rejects.toMatchObject({ code: 'FILE_UNSAFE' });
  await store.clear();
  expect(await store.list()).toEqual([]);
});

it.each(['../evil', '/evil', 'C:\\evil', '%2e%2e/evil'])('refuses a bundle that names %j', async (path) => {
  files.set('/model/config.json', bundleConfig({ [path]: new Uint8Array(1) }));
  await expect(store.resolve('../model/')).rejects.toMatchObject({ code: 'FILE_UNSAFE', context: { path } });
  expect(requested()).toEqual(['GET /model/config.json']);
});

describe('a page without https, which can compute no hashes', () => {
  beforeEach(() => vi.stubGlobal('crypto', { getRandomValues: () => undefined }));
  afterEach(() => vi.unstubAllGlobals());

  it('compares sizes, and refuses a file of another one', async () => {
    expect(await read()).toBe(sha256(data));
    files.set('/model/onnx/model.onnx', new TextEncoder().encode('graph of another length'));
    await expect(create().resolve('../model/')).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      context: { file: 'onnx/model.onnx' },
    });
  });

  it('takes a file of the same size, which a page with https refuses', async () => {
    files.set('/model/onnx/model.onnx', new TextEncoder().encode('grapH'));
    const assets = await create().resolve('../model/');
    expect(new TextDecoder().decode(await assets.read('onnx/model.onnx'))).toBe('grapH');
    vi.unstubAllGlobals();
    await expect(create().resolve('../model/')).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  });
});
