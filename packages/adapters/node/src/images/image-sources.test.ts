import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createImageReader } from './create-image-reader.js';

const reader = createImageReader();
let directory = '';
let png: Buffer;
let server: Server;
let origin = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'langseg-sources-'));
  png = await sharp({ create: { width: 5, height: 4, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();
  server = createServer((request, response) => {
    if (request.url === '/photo.png') response.end(png);
    else if (request.url === '/slow.png') response.write(png.subarray(0, 10));
    else response.writeHead(request.url === '/broken.png' ? 500 : 404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
});

describe('sources', () => {
  it('reads a path, a file address, bytes and a view into larger bytes', async () => {
    const path = join(directory, 'a photo #1.png');
    await writeFile(path, png);
    const padded = Buffer.concat([Buffer.alloc(7), png, Buffer.alloc(3)]);
    const view = padded.subarray(7, 7 + png.length);
    for (const source of [path, pathToFileURL(path), pathToFileURL(path).href, png, view]) {
      const image = await reader.read(source);
      expect([image.width, image.height, ...image.data.subarray(0, 3)]).toEqual([5, 4, 0x12, 0x34, 0x56]);
    }
  });

  it.each([
    ['another host', 'file://host/photo.jpg', 'NOT_FOUND'],
    ['another host, as a URL', new URL('file://host/photo.jpg'), 'NOT_FOUND'],
    ['a separator in disguise', 'file:///a%2Fb.jpg', 'NOT_FOUND'],
    ['a NUL', 'photo\0.jpg', 'NOT_FOUND'],
    ['an escaped NUL', 'file:///photo%00.jpg', 'NOT_FOUND'],
    ['a name that is too long', 'a'.repeat(5000), 'IO_FAILED'],
    ['nothing', undefined, 'IMAGE_UNREADABLE'],
    ['null', null, 'IMAGE_UNREADABLE'],
    ['a number', 5, 'IMAGE_UNREADABLE'],
    ['a symbol', Symbol('photo'), 'IMAGE_UNREADABLE'],
    ['an object', {}, 'IMAGE_UNREADABLE'],
    ['an object without a text of its own', Object.create(null), 'IMAGE_UNREADABLE'],
  ])('names what is wrong with %s', async (_, source, code) => {
    await expect(reader.read(source as string)).rejects.toMatchObject({ name: 'LangSegError', code });
  });

  it('sees a file that was replaced', async () => {
    const path = join(directory, 'changing.png');
    await writeFile(path, png);
    await reader.read(path);
    await writeFile(path, await sharp(png).negate().png().toBuffer());
    expect((await reader.read(path)).data[0]).toBe(255 - 0x12);
  });
});

describe('addresses', () => {
  it('downloads', async () => {
    expect((await reader.read(`${origin}/photo.png`)).width).toBe(5);
    expect((await reader.read(new URL('/photo.png', origin))).width).toBe(5);
  });

  it('send no token of the hub', async () => {
    vi.stubEnv('HF_TOKEN', 'hf_secret');
    const asked = once(server, 'request') as Promise<[IncomingMessage]>;
    await reader.read(`${origin}/photo.png`);
    const [{ headers }] = await asked;
    expect(headers.authorization).toBeUndefined();
    vi.unstubAllEnvs();
  });

  it('names the address and the answer', async () => {
    await expect(reader.read(`${origin}/none.png`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining(`${origin}/none.png: the server answered 404`) as string,
    });
    await expect(reader.read(`${origin}/broken.png`)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  });

  it('gives up when the server stalls, is absent, or sends too much', async () => {
    const hasty = createImageReader({ downloadTimeout: 50 });
    await expect(hasty.read(`${origin}/slow.png`)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      message: expect.stringContaining('within 0.05 s') as string,
    });
    await expect(reader.read('http://127.0.0.1:1/photo.png')).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
    });
    const frugal = createImageReader({ maxDownloadBytes: 20 });
    await expect(frugal.read(`${origin}/photo.png`)).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
  });
});

describe('cancelling', () => {
  it('stops before, during a download, and during decoding', async () => {
    await expect(reader.read(png, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    for (const source of [`${origin}/slow.png`, png]) {
      const controller = new AbortController();
      const reading = reader.read(source, { signal: controller.signal });
      queueMicrotask(() => controller.abort());
      await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
    }
  });
});
