import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type LangSegServer } from '../start-server.js';

const root = mkdtempSync(join(tmpdir(), 'langseg-server-'));
const put = (path: string, content: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
};

let server: LangSegServer;
const get = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, server.url), init);

/** A request as it is written, for fetch tidies paths up. */
async function raw(path: string): Promise<string> {
  const { hostname, port } = server.url;
  const socket = connect(Number(port), hostname);
  socket.end(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

beforeAll(async () => {
  put('secret.txt', 'secret');
  put('dist/index.html', '<!doctype html><title>LangSeg</title>');
  put('dist/assets/app-1a2b3c.js', `export const text = '${'long '.repeat(1000)}';`);
  put('dist/assets/ort-1a2b3c.mjs', 'export {};');
  put('dist/assets/ort-1a2b3c.wasm', '\0asm');
  put('dist/assets/image_encoder-1a2b3c.onnx', 'onnx');
  put('dist/app.webmanifest', '{}');
  put('dist/assets-secret.txt', 'x');
  cpSync(fileURLToPath(bundleUrl), join(root, 'my street model'), { recursive: true });
  put('my street model/private.key', 'secret');
  server = await startServer({
    port: 0,
    playground: pathToFileURL(join(root, 'dist/')),
    model: join(root, 'my street model'),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

describe('the playground', () => {
  it.each([
    ['', 'text/html', 'no-cache'],
    ['index.html', 'text/html', 'no-cache'],
    ['app.webmanifest', 'application/manifest+json', 'no-cache'],
    ['assets/app-1a2b3c.js', 'text/javascript', 'immutable'],
    ['assets/ort-1a2b3c.mjs', 'text/javascript', 'immutable'],
    ['assets/ort-1a2b3c.wasm', 'application/wasm', 'immutable'],
    ['assets/image_encoder-1a2b3c.onnx', 'application/octet-stream', 'immutable'],
  ])('serves /%s as %s, %s', async (path, type, caching) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('cache-control')).toContain(caching);
    await response.arrayBuffer();
  });

  it('isolates every page, and says what it may load', async () => {
    for (const path of ['', 'assets/ort-1a2b3c.mjs', 'nothing', 'langseg.json', 'healthz']) {
      const { headers } = await get(path);
      expect(Object.fromEntries(headers), path).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining(
          "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; ",
        ),
      });
      expect(headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  it('sends nothing twice, and text compressed', async () => {
    const first = await get('assets/app-1a2b3c.js');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(await first.text()).toContain('long long');
    const etag = first.headers.get('etag')!;
    const second = await get('assets/app-1a2b3c.js', { headers: { 'If-None-Match': etag } });
    expect([second.status, await second.text()]).toEqual([304, '']);
    expect((await get('assets/ort-1a2b3c.wasm')).headers.get('content-encoding')).toBeNull();
  });

  it('answers HEAD, and nothing else', async () => {
    const head = await get('', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const posted = await get('index.html', { method: 'POST', body: 'x' });
    expect(posted.status).toBe(404);
    expect(await posted.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/%252e%252e%252fsecret.txt',
    '//../secret.txt',
    '/assets/%00',
    '/%ff',
    '/%',
    '/models/my-street-model/..%2f..%2fsecret.txt',
    '/models/my-street-model/%2e%2e/%2e%2e/secret.txt',
    '/models/my-street-model/private.key',
    '/models/my-street-model/',
    '/models/',
    'file:///etc/passwd',
  ])('lets nobody out of its folders: %s', async (path) => {
    const answer = await raw(path);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toMatch(/secret$|root:/m);
  });
});

describe('a model', () => {
  it('is announced to the page, and served by its files', async () => {
    const facts = (await (await get('langseg.json')).json()) as { models: { url: string }[] };
    expect(facts).toMatchObject({
      version: 1,
      model: 'my-street-model',
      models: [{ id: 'my-street-model', url: 'models/my-street-model/', bytes: expect.any(Number) }],
      api: null,
    });
    const base = new URL(facts.models[0].url, new URL('langseg.json', server.url));
    const config = (await (await fetch(new URL('config.json', base))).json()) as {
      files: Record<string, { bytes: number }>;
    };
    for (const [file, { bytes }] of Object.entries(config.files)) {
      const response = await fetch(new URL(file, base));
      expect((await response.arrayBuffer()).byteLength, file).toBe(bytes);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('etag')).toMatch(/^W\/"/);
    }
  });

  it('is not segmented with when there is no API', async () => {
    const response = await get('v1/segment', { method: 'POST', body: 'x' });
    expect(response.status).toBe(404);
    expect((await get('readyz')).status).toBe(200);
  });
});
