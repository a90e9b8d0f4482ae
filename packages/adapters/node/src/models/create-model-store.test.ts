import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ModelProgress } from '@langseg/adapter-common';
import {
  bundle,
  bundleConfig,
  bundleFiles,
  type FileServer,
  startFileServer,
  startProxy,
} from '@langseg/model-testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createModelStore } from './create-model-store.js';
import type { ModelStoreOptions } from './store-settings.js';

const data = bundleFiles['onnx/model.onnx_data'];
const hubRoot = '/owner/tiny/resolve/main';
let dir: string;
let server: FileServer;
let files: Map<string, Uint8Array>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'models-'));
  files = new Map(Object.entries(bundle()).map(([path, bytes]) => [`${hubRoot}/${path}`, bytes]));
  server = await startFileServer(files);
  for (const name of ['HTTP_PROXY', 'NO_PROXY', 'http_proxy', 'no_proxy', 'LANGSEG_OFFLINE', 'HF_TOKEN'])
    vi.stubEnv(name, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const cacheDir = (): string => join(dir, 'cache');
const store = (options: ModelStoreOptions = {}) =>
  createModelStore({ cacheDir: cacheDir(), endpoint: server.url, retryDelay: 1, ...options });

describe('a hub model', () => {
  it('is downloaded once, and its files lie side by side under their names, read-only', async () => {
    const assets = await store().resolve('owner/tiny');
    const model = await assets.model('onnx/model.onnx');
    if (model.kind !== 'file') throw new Error('expected a file');
    expect(new Uint8Array(await readFile(`${model.path}_data`))).toEqual(data);
    expect((await stat(model.path)).mode & 0o222).toBe(0);
    expect(await assets.read('config.json')).toEqual(Buffer.from(bundle()['config.json']));
    expect(server.requests[0]).toBe(`GET ${hubRoot}/config.json`);
    expect(server.requests).toHaveLength(4);

    await (await store({ offline: true }).resolve('owner/tiny')).read('preprocessor_config.json');
    expect(server.requests).toHaveLength(4);
    expect(await readdir(join(cacheDir(), 'partial'))).toEqual([]);
  });

  it('that is not there may have been meant as a folder, and the message says both', async () => {
    await expect(store().resolve('nope/nada')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(
        /^There is no folder nope\/nada, and it could not be downloaded from the hub: .* 404/,
      ) as string,
    });
    await expect(store({ offline: true }).resolve('nope/nada')).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/^There is no folder nope\/nada; .*offline mode is on/) as string,
    });
  });

  it.each(['./nope', 'nope', 'nope/nada/x', 'nope/net.onnx', 'nope/lseg.ckpt'])(
    '%s is none: that is said without asking the hub',
    async (ref) => {
      await expect(store().resolve(ref)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('there is no such folder') as string,
      });
      expect(server.requests).toEqual([]);
    },
  );

  it('is not waited for where there is no network', async () => {
    let tries = 0;
    const fetch = (): Promise<never> => {
      tries++;
      const cause = Object.assign(new Error('getaddrinfo ENOTFOUND hub'), { code: 'ENOTFOUND' });
      return Promise.reject(new TypeError('fetch failed', { cause }));
    };
    await expect(store({ fetch }).resolve('nope/nada')).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/^There is no folder nope\/nada, and .*ENOTFOUND/) as string,
    });
    expect(tries).toBe(1);
  });

  it('reports progress as transformers.js does', async () => {
    const events: ModelProgress[] = [];
    await store().resolve('owner/tiny', { onProgress: (event) => events.push(event) });
    const ofData = events.filter((event) => 'file' in event && event.file === 'onnx/model.onnx_data');
    expect(ofData.slice(0, 2)).toEqual([
      { status: 'initiate', name: 'owner/tiny', file: 'onnx/model.onnx_data' },
      { status: 'download', name: 'owner/tiny', file: 'onnx/model.onnx_data' },
    ]);
    expect(ofData.at(-2)).toMatchObject({
      status: 'progress',
      loaded: data.length,
      total: data.length,
      progress: 100,
    });
    expect(ofData.at(-1)).toMatchObject({ status: 'done' });
    expect(events.at(-1)).toEqual({ status: 'ready', name: 'owner/tiny' });
  });

  it('can be pinned to a revision', async () => {
    for (const [path, bytes] of [...files]) files.set(path.replace('/main/', '/refs/pr/1/'), bytes);
    files.delete(`${hubRoot}/config.json`);
    await store().resolve('owner/tiny@refs/pr/1');
    expect(server.requests[0]).toBe('GET /owner/tiny/resolve/refs%2Fpr%2F1/config.json');
    await expect(store().resolve('owner/tiny')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await store().list()).toMatchObject([{ id: 'owner/tiny', revision: 'refs/pr/1', complete: true }]);
  });

  it('is listed, verified and removed', async () => {
    await store().resolve('owner/tiny');
    const [entry] = await store().list();
    const total = Object.values(bundle()).reduce((sum, bytes) => sum + bytes.length, 0);
    expect(entry).toMatchObject({ id: 'owner/tiny', revision: 'main', complete: true, bytes: total });
    expect(Object.keys(await store().verify('owner/tiny')).sort()).toEqual(Object.keys(bundle()).sort());

    const path = join(entry.path, 'onnx/model.onnx');
    await chmod(path, 0o644);
    await writeFile(path, 'grapH');
    await expect(store().verify('owner/tiny')).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      context: { file: 'onnx/model.onnx' },
    });
    await store().pull('owner/tiny');
    await store().verify('owner/tiny');

    await store().remove('owner/tiny');
    expect(await store().list()).toEqual([]);
    expect(await readdir(join(cacheDir(), 'blobs'))).toEqual([]);
    await expect(store().remove('owner/tiny')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shares contents with other models, which survive its removal', async () => {
    for (const [path, bytes] of [...files]) files.set(path.replace('/tiny/', '/twin/'), bytes);
    await store().resolve('owner/tiny');
    await store().resolve('owner/twin');
    expect(server.requests).toHaveLength(5);
    expect(await readdir(join(cacheDir(), 'blobs'))).toHaveLength(4);
    await store().remove('owner/tiny');
    await store().verify('owner/twin');
  });

  it('is brought up to date by pull, downloading only what changed', async () => {
    await store().resolve('owner/tiny');
    const changed = { ...bundleFiles, 'onnx/model.onnx': new TextEncoder().encode('new graph') };
    files.set(`${hubRoot}/onnx/model.onnx`, changed['onnx/model.onnx']);
    files.set(`${hubRoot}/config.json`, bundleConfig(changed));
    server.requests.length = 0;
    await store().resolve('owner/tiny');
    expect(server.requests).toEqual([]);
    const { path } = await store().pull('owner/tiny');
    expect(server.requests).toEqual([`GET ${hubRoot}/config.json`, `GET ${hubRoot}/onnx/model.onnx`]);
    expect(await readFile(join(path, 'onnx/model.onnx'), 'utf8')).toBe('new graph');
    expect(await readdir(dirname(path))).toHaveLength(1);
    expect(await readdir(join(cacheDir(), 'blobs'))).toHaveLength(4);
  });

  it('can be fetched in part, and completed later', async () => {
    const some = ['config.json', 'onnx/model.onnx'];
    await store().resolve('owner/tiny', { files: some });
    expect(server.requests).toHaveLength(2);
    await store({ offline: true }).resolve('owner/tiny', { files: some });
    await expect(store({ offline: true }).resolve('owner/tiny')).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
    });
    await store().resolve('owner/tiny');
    expect(server.requests).toHaveLength(4);
    expect(await store().list()).toMatchObject([{ complete: true }]);
  });

  it('that is no bundle is fetched file by file', async () => {
    files.set(`${hubRoot}/config.json`, new TextEncoder().encode('{"model_type":"clip"}'));
    await expect(store().resolve('owner/tiny')).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('Name the files'),
    });
    const assets = await store().resolve('owner/tiny', { files: ['onnx/model.onnx'] });
    expect(Buffer.from(await assets.read('onnx/model.onnx')).toString()).toBe('graph');
  });

  it('gets the token, other servers do not', async () => {
    vi.stubEnv('HF_TOKEN', 'hf_secret');
    await store().resolve('owner/tiny', { files: ['onnx/model.onnx'] });
    await store().resolve(`${server.url}${hubRoot}`, { files: ['onnx/model.onnx'] });
    expect(server.headers.map(({ authorization }) => authorization)).toEqual(['Bearer hf_secret', undefined]);
  });

  it('sends the token no further when it redirects to another host', async () => {
    vi.stubEnv('HF_TOKEN', 'hf_secret');
    server.next((request, response) => {
      response.writeHead(302, { location: `http://localhost:${server.port}${request.url}` }).end();
    });
    await store().resolve('owner/tiny', { files: ['onnx/model.onnx'] });
    const sent = server.headers.map(({ host, authorization }) => [host, authorization]);
    expect(sent).toEqual([
      [`127.0.0.1:${server.port}`, 'Bearer hf_secret'],
      [`localhost:${server.port}`, undefined],
    ]);
  });

  it('is rebuilt when its folder was damaged', async () => {
    await store().resolve('owner/tiny');
    const [{ path }] = await store().list();
    await rm(join(path, 'onnx'), { recursive: true });
    await (await store().resolve('owner/tiny')).model('onnx/model.onnx');
    expect(server.requests).toHaveLength(4);
  });

  it('survives several downloads at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => store().resolve('owner/tiny')));
    await store().verify('owner/tiny');
    expect(await readdir(join(cacheDir(), 'partial'))).toEqual([]);
    expect(await readdir(join(cacheDir(), 'blobs'))).toHaveLength(4);
  });
});

describe('an address', () => {
  it.each(['', '/', '/config.json', '/config.json?download=true'])(
    'names a bundle folder (%s)',
    async (suffix) => {
      const assets = await store().resolve(`${server.url}${hubRoot}${suffix}`);
      expect(Buffer.from(await assets.read('onnx/model.onnx')).toString()).toBe('graph');
      expect(await store().list()).toMatchObject([{ id: `${server.url}${hubRoot}`, complete: true }]);
    },
  );

  it('is reached through the proxy of the environment', async () => {
    const proxy = await startProxy(server.port);
    try {
      vi.stubEnv('HTTP_PROXY', proxy.url);
      await store().resolve(`http://models.example${hubRoot}`);
      expect(new Set(proxy.hosts.map((host) => host.replace(/:80$/, '')))).toEqual(
        new Set(['models.example']),
      );
      proxy.hosts.length = 0;
      vi.stubEnv('NO_PROXY', '127.0.0.1');
      await store().resolve(`${server.url}${hubRoot}`);
      expect(proxy.hosts).toEqual([]);
    } finally {
      await proxy.close();
    }
  });
});

describe('refused', () => {
  it.each(['../evil', '/etc/evil', 'a/../../evil', 'C:\\evil', '%2e%2e/evil', 'a//b', 'nul\u0000'])(
    'a bundle that names %j',
    async (path) => {
      files.set(`${hubRoot}/config.json`, bundleConfig({ [path]: new Uint8Array(1) }));
      await expect(store().resolve('owner/tiny')).rejects.toMatchObject({
        code: 'FILE_UNSAFE',
        context: { path },
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('offline, with the variable to change', async () => {
    vi.stubEnv('LANGSEG_OFFLINE', '1');
    for (const call of ['resolve', 'pull'] as const)
      await expect(store()[call]('owner/tiny')).rejects.toMatchObject({
        code: 'NETWORK_FAILED',
        message: expect.stringContaining('LANGSEG_OFFLINE'),
      });
    expect(server.requests).toEqual([]);
  });

  it.each(['nothing-here', './nothing/here', 'owner/tiny@../x', 'a/b/c', 'https://', 'file://a b/'])(
    '%s, listing what a model can be',
    async (ref) => {
      await expect(store().resolve(ref)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    },
  );

  it('a file in place of a folder', async () => {
    await writeFile(join(dir, 'model.onnx'), '');
    await expect(store().resolve(join(dir, 'model.onnx'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('is a file'),
    });
  });

  it('a cache folder that cannot be made', async () => {
    await writeFile(join(dir, 'file'), '');
    const blocked = store({ cacheDir: join(dir, 'file', 'cache') });
    await expect(blocked.resolve('owner/tiny')).rejects.toMatchObject({ code: 'IO_FAILED' });
  });
});
