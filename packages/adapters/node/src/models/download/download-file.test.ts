import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFiles, etagOf, type FileServer, sha256, startFileServer } from '@langseg/model-testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadFile, type DownloadOptions } from './download-file.js';
import { createHttpGet } from './http-client.js';
import { newPartial } from './partial-file.js';

const bytes = bundleFiles['onnx/model.onnx_data'];
const expected = { sha256: sha256(bytes), bytes: bytes.length };
const get = createHttpGet();
const third = 100_000;
let partialDir: string;
let server: FileServer;
let url: string;
/** Called when a third of the file has arrived. */
let onThird: () => void;

beforeEach(async () => {
  partialDir = await mkdtemp(join(tmpdir(), 'download-'));
  server = await startFileServer(new Map([['/model.bin', bytes]]));
  url = `${server.url}/model.bin`;
  onThird = () => undefined;
});
afterEach(async () => {
  await server.close();
  await rm(partialDir, { recursive: true });
});

function download(options: Partial<DownloadOptions> = {}) {
  return downloadFile(url, {
    get,
    file: 'model.bin',
    partialDir,
    headers: {},
    expected,
    onBytes: (loaded) => loaded >= third && onThird(),
    retries: 2,
    retryDelay: 1,
    ...options,
  });
}

/** Announces the whole file, sends a third of it, and hangs up as soon as that was read: what was not is lost with the connection. */
function hangUp(tag = etagOf(bytes)): void {
  server.next((_, response) => {
    onThird = () => response.destroy();
    response.writeHead(200, { etag: tag, 'content-length': bytes.length });
    response.write(bytes.subarray(0, third));
  });
}

const fail = (status: number, headers = {}): void =>
  server.next((_, response) => void response.writeHead(status, headers).end());

describe('downloadFile', () => {
  it('does not mind a tag that is too long for the name of a file: it begins anew', async () => {
    hangUp(`"${'t'.repeat(4000)}"`);
    expect(await download()).toMatchObject({ ...expected, etag: etagOf(bytes) });
    expect(server.requests).toEqual(['GET /model.bin', 'GET /model.bin']);
  });

  it('fetches, counts and hashes', async () => {
    const counts: (number | undefined)[][] = [];
    const result = await download({ onBytes: (...count) => counts.push(count) });
    expect(result).toMatchObject({ ...expected, etag: etagOf(bytes) });
    expect(new Uint8Array(await readFile(result.path))).toEqual(bytes);
    expect(counts.at(-1)).toEqual([bytes.length, bytes.length]);
  });

  it('continues where the connection broke', async () => {
    hangUp();
    expect(await download()).toMatchObject(expected);
    expect(server.requests).toEqual(['GET /model.bin', 'GET /model.bin bytes=100000-']);
  });

  it('continues in a later call, and once only', async () => {
    hangUp();
    await expect(download({ retries: 0 })).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(await readdir(partialDir)).toHaveLength(1);
    await Promise.all([download(), download()]);
    expect(server.requests.slice(1).sort()).toEqual(['GET /model.bin', 'GET /model.bin bytes=100000-']);
  });

  it('starts again when the file has changed meanwhile', async () => {
    hangUp('"of another version"');
    expect(await download()).toMatchObject(expected);
    expect(server.requests[1]).toBe('GET /model.bin bytes=100000-');
  });

  it('starts again when the range is refused', async () => {
    hangUp();
    fail(416);
    expect(await download()).toMatchObject(expected);
    expect(server.requests[2]).toBe('GET /model.bin');
  });

  it('starts again when the server sends another range', async () => {
    hangUp();
    server.next((_, response) => {
      response.writeHead(206, { 'content-range': `bytes 5-${bytes.length - 1}/${bytes.length}` });
      response.end(bytes.subarray(5));
    });
    expect(await download()).toMatchObject(expected);
  });

  it.each([['W/"weak"'], ['']])(
    'keeps nothing that it could not continue safely (entity tag %j)',
    async (tag) => {
      hangUp(tag);
      await expect(download({ retries: 0 })).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
      expect(await readdir(partialDir)).toEqual([]);
    },
  );

  it('takes up what a dead process left, not what a living one writes', async () => {
    hangUp();
    await expect(download({ retries: 0 })).rejects.toThrow();
    const [name] = await readdir(partialDir);
    const inUse = newPartial(partialDir, url, etagOf(bytes)).path;
    const { rename } = await import('node:fs/promises');
    await rename(join(partialDir, name), inUse);
    await download();
    expect(server.requests.at(-1)).toBe('GET /model.bin');
    // The same file of a process with a number that none has.
    await rename(inUse, inUse.replace(/-[0-9a-f]{4}-[0-9a-f]{4}-/, '-4000-0000-'));
    await download();
    expect(server.requests.at(-1)).toBe('GET /model.bin bytes=100000-');
  });

  it('stops in the middle when aborted, leaving only what can be continued', async () => {
    const controller = new AbortController();
    const onBytes = (): void => controller.abort();
    await expect(download({ signal: controller.signal, onBytes })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await readdir(partialDir)).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
    expect(await download()).toMatchObject(expected);
    expect(server.requests[1]).toMatch(/bytes=\d+-$/);
  });

  it('stops while waiting for the next attempt', async () => {
    fail(503);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await expect(download({ signal: controller.signal, retryDelay: 60_000 })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('tries again after server errors', async () => {
    fail(500);
    fail(429, { 'retry-after': '0' });
    expect(await download()).toMatchObject(expected);
    expect(server.requests).toHaveLength(3);
  });

  it('gives up with the reason', async () => {
    for (let i = 0; i < 3; i++) fail(500);
    await expect(download()).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/in 3 attempts.*500 Internal Server Error/),
    });
  });

  it('does not wait for a server that is not there, nor says that something was kept', async () => {
    await server.close();
    const error = await download({ retryDelay: 60_000 }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringMatching(/could not be downloaded: .*ECONNREFUSED.*Check the connection/),
      context: { attempts: 1 },
    });
    expect((error as Error).message).not.toContain('kept');
  });

  it('says that what arrived before the connection broke is kept', async () => {
    hangUp();
    await expect(download({ retries: 0 })).rejects.toThrow(/The part that arrived is kept/);
  });

  it.each([
    [404, 'NOT_FOUND', "check the model's name"],
    [401, 'NETWORK_FAILED', 'HF_TOKEN'],
    [400, 'NETWORK_FAILED', '400 Bad Request'],
  ])('does not repeat a request answered with %i', async (status, code, message) => {
    fail(status);
    await expect(download()).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(server.requests).toHaveLength(1);
  });

  it('follows redirects', async () => {
    fail(302, { location: '/model.bin' });
    expect(await download()).toMatchObject(expected);
  });

  it('discards content with a wrong hash, naming it', async () => {
    const wanted = { ...expected, sha256: sha256(new Uint8Array()) };
    await expect(download({ expected: wanted })).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      context: { file: 'model.bin', expected: wanted.sha256, found: expected.sha256 },
    });
    expect(await readdir(partialDir)).toEqual([]);
  });

  it('discards content of a wrong size before or while it arrives', async () => {
    const wanted = { ...expected, bytes: 1000 };
    await expect(download({ expected: wanted })).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
    server.next((_, response) => response.writeHead(200, { etag: '"endless"' }).end(bytes));
    await expect(download({ expected: wanted })).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      message: expect.stringContaining('at most 1000 bytes'),
    });
    await expect(download({ expected: undefined, limit: 1000 })).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
    });
    expect(await readdir(partialDir)).toEqual([]);
  });

  it('uses another fetch when given one', async () => {
    const fetch = async () => new Response('hello');
    expect(await download({ get: createHttpGet(fetch), expected: undefined })).toMatchObject({ bytes: 5 });
    expect(server.requests).toEqual([]);
  });
});
