import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebImageReader } from './create-web-image-reader.js';
import { toTransferable } from './to-transferable.js';

/** What needs no decoder works without a browser; the rest is tested in one. */
const reader = createWebImageReader({ baseUrl: 'https://example.com/page', maxDownloadBytes: 100 });
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/missing.jpg') response.writeHead(404).end();
    else response.end(new Uint8Array(request.url === '/empty.jpg' ? 0 : 101));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('createWebImageReader', () => {
  it('checks pixels and passes them through', async () => {
    const pixels = { width: 2, height: 1, data: new Uint8Array(6) };
    expect(await reader.read(pixels)).toBe(pixels);
    await expect(reader.read({ ...pixels, width: 3 })).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });

  it.each([
    ['/missing.jpg', 'NOT_FOUND'],
    ['/empty.jpg', 'IMAGE_UNREADABLE'],
    ['/large.jpg', 'IMAGE_TOO_LARGE'],
  ])('says what is wrong with %s', async (path, code) => {
    await expect(reader.read(url + path)).rejects.toMatchObject({ code });
  });

  it('refuses addresses that browsers do not fetch, empty files and useless limits', async () => {
    await expect(reader.read('file:///etc/hosts')).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    await expect(reader.read('data:image/png;base64,!')).rejects.toThrow(/encoding is broken/);
    await expect(reader.read(new File([], 'photo.jpg'))).rejects.toThrow(/photo\.jpg is empty/);
    expect(() => createWebImageReader({ maxPixels: 0 })).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('stops at once', async () => {
    await expect(reader.read(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});

describe('toTransferable', () => {
  it('passes on what can be posted, and makes addresses absolute', async () => {
    const blob = new Blob(['x'], { type: 'image/png' });
    expect(await toTransferable(blob)).toEqual({ image: blob, transfer: [] });
    expect((await toTransferable(new URL('/a.png', url))).image).toBe(`${url}/a.png`);
    await expect(toTransferable('a.png')).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });
});
