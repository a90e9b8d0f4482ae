import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelProgress } from '@langseg/adapter-common';
import { startFileServer, type FileServer } from '@langseg/model-testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createModelStore } from '../create-model-store.js';
import type { ModelStoreOptions } from '../store-settings.js';

const commit = 'a1b2c3d4'.repeat(5);
const api = (revision: string) => `/api/models/owner/tiny/revision/${revision}?blobs=true`;
const weights = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 31) % 251);
const config = new TextEncoder().encode('{"model_type":"clip"}');

let dir: string;
let server: FileServer;
let files: Map<string, Uint8Array>;

function listing(contents: Readonly<Record<string, Uint8Array>>, sha = commit): Uint8Array {
  const siblings = Object.entries(contents).map(([rfilename, bytes]) => ({
    rfilename,
    size: bytes.length,
    ...(bytes.length > 1000 && {
      lfs: { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length },
    }),
  }));
  return new TextEncoder().encode(JSON.stringify({ sha, cardData: { license: 'mit' }, siblings }));
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'repository-'));
  const contents = { 'model.safetensors': weights, 'config.json': config };
  files = new Map([
    [api('main'), listing({ ...contents, '../evil': config })],
    ...Object.entries(contents).map(
      ([path, bytes]) => [`/owner/tiny/resolve/${commit}/${path}`, bytes] as const,
    ),
  ]);
  server = await startFileServer(files);
  for (const name of ['HTTP_PROXY', 'NO_PROXY', 'http_proxy', 'no_proxy', 'LANGSEG_OFFLINE', 'HF_TOKEN'])
    vi.stubEnv(name, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const open = (options: ModelStoreOptions = {}, ref = 'owner/tiny') =>
  createModelStore({ cacheDir: dir, endpoint: server.url, retryDelay: 1, ...options }).repository(ref);

describe('a repository of the hub', () => {
  it('says what it holds at one commit, without paths that lead out of it', async () => {
    expect(await open()).toMatchObject({
      id: 'owner/tiny',
      revision: commit,
      license: 'mit',
      files: [
        { path: 'model.safetensors', bytes: weights.length, sha256: expect.any(String) as string },
        { path: 'config.json', bytes: config.length },
      ],
    });
    files.set(api('v1'), files.get(api('main'))!);
    expect((await open({}, 'owner/tiny@v1')).revision).toBe(commit);
    expect(server.requests.at(-1)).toBe(`GET ${api('v1')}`);
  });

  it('is looked into piece by piece, and nothing is kept', async () => {
    const repository = await open();
    const source = await repository.open('model.safetensors');
    expect(source.size).toBe(weights.length);
    expect(await source.read(0, 8)).toEqual(weights.slice(0, 8));
    expect(await source.read(100_000, 10)).toEqual(weights.slice(100_000, 100_010));
    expect(await source.read(weights.length - 5, 5)).toEqual(weights.slice(-5));
    expect(server.requests.slice(1).map((line) => line.split(' ').at(-1))).toEqual([
      'bytes=0-262143',
      'bytes=437856-699999',
    ]);
    await expect(source.read(weights.length - 1, 2)).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await expect(repository.open('nope')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await source.close();
    expect(await createModelStore({ cacheDir: dir }).list()).toEqual([]);
  });

  it('is downloaded from that commit, even when the branch moves on, and once', async () => {
    const repository = await open();
    files.set(api('main'), listing({}, 'f'.repeat(40)));
    const events: ModelProgress[] = [];
    const wanted = ['model.safetensors', 'config.json'];
    const folder = await repository.download(wanted, { onProgress: (event) => events.push(event) });
    expect(Buffer.compare(await readFile(join(folder, 'model.safetensors')), weights)).toBe(0);
    expect(events.at(-1)).toEqual({ status: 'ready', name: 'owner/tiny' });
    expect(events.some((event) => event.status === 'progress' && event.total === weights.length)).toBe(true);
    const count = server.requests.length;
    expect(await repository.download(wanted)).toBe(folder);
    const source = await repository.open('model.safetensors');
    expect(await source.read(0, 4)).toEqual(weights.slice(0, 4));
    await source.close();
    expect(server.requests).toHaveLength(count);
  });

  it('goes on with a download that broke', async () => {
    const repository = await open({ retries: 0 });
    let hangUp = () => undefined as unknown;
    server.next((_, response, serve) => {
      hangUp = () => response.destroy();
      response.end = ((bytes: Uint8Array) => {
        response.write(bytes.slice(0, 300_000));
        return response;
      }) as typeof response.end;
      serve();
    });
    const onProgress = (event: ModelProgress) => event.status === 'progress' && event.loaded > 0 && hangUp();
    await expect(repository.download(['model.safetensors'], { onProgress })).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/the next attempt continues from it/) as string,
    });
    const folder = await repository.download(['model.safetensors']);
    expect(server.requests.at(-1)).toMatch(/ bytes=[1-9]\d*-$/);
    expect(Buffer.compare(await readFile(join(folder, 'model.safetensors')), weights)).toBe(0);
  });

  it('refuses a file that has changed meanwhile', async () => {
    const repository = await open();
    files.set(
      `/owner/tiny/resolve/${commit}/model.safetensors`,
      weights.map((byte) => byte ^ 1),
    );
    await expect(repository.download(['model.safetensors'])).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  });

  it('stops when it is told to, and says so', async () => {
    const repository = await open();
    const controller = new AbortController();
    await expect(
      repository.download(['model.safetensors'], {
        signal: controller.signal,
        onProgress: ({ status }) => status === 'progress' && controller.abort(),
      }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('is there without a network once it was looked at and downloaded', async () => {
    const offline = { offline: true };
    await expect(open(offline)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/no file or folder owner\/tiny.*offline mode/) as string,
    });
    await (await open()).download(['model.safetensors']);
    const count = server.requests.length;
    const repository = await open(offline);
    await (await repository.open('model.safetensors')).close();
    await repository.download(['model.safetensors']);
    await expect(repository.open('config.json')).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(server.requests).toHaveLength(count);
  });

  it.each([
    [404, 'NOT_FOUND', /404/],
    [401, 'NETWORK_FAILED', /does not exist or needs permission.*HF_TOKEN/],
    [403, 'NETWORK_FAILED', /needs permission/],
  ])('explains the answer %i', async (status, code, message) => {
    server.next((_, response) => void response.writeHead(status).end());
    await expect(open()).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
    const repository = await open();
    server.next((_, response) => void response.writeHead(status).end());
    await expect(repository.download(['model.safetensors'])).rejects.toMatchObject({ code });
  });

  it('shows its token to the hub', async () => {
    const repository = await open({ token: 'secret' });
    await (await repository.open('config.json')).read(0, 1);
    expect(server.headers.map(({ authorization }) => authorization)).toEqual([
      'Bearer secret',
      'Bearer secret',
    ]);
  });

  it('refuses answers of what is no hub, and servers that know no ranges', async () => {
    files.set(api('main'), new TextEncoder().encode('<html>'));
    await expect(open()).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    files.set(api('main'), listing({ 'model.safetensors': weights }));
    const source = await (await open()).open('model.safetensors');
    server.next((_, response) => void response.writeHead(200).end('all of it'));
    await expect(source.read(0, 4)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/does not know ranges/) as string,
    });
  });

  it('has an id', async () => {
    await expect(open({}, './folder')).rejects.toMatchObject({ code: 'USAGE' });
  });
});
