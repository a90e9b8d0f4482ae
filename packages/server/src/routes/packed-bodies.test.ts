import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricBecomes, outcomeOf, post, startOddServer } from '../__fixtures__/test-server.js';
import type { LangSegServer } from '../start-server.js';

const request = JSON.stringify({ image: Buffer.from('GIF89a photo').toString('base64'), labels: 'cow' });

let server: LangSegServer;
beforeAll(async () => {
  server = await startOddServer({ maxBodyBytes: 100_000 });
}, 60_000);
afterAll(() => server.close(), 60_000);

const send = (body: Uint8Array | string, encoding: string): Promise<Response> =>
  post(server, body as string, {
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding },
  });

describe('a packed body', { timeout: 60_000 }, () => {
  it.each([
    ['gzip', gzipSync(request)],
    ['X-GZIP', gzipSync(request)],
    ['deflate', deflateSync(request)],
    ['br', brotliCompressSync(request)],
    ['identity', request],
  ])('of encoding %s is read', async (encoding, body) => {
    expect(await outcomeOf(await send(body, encoding))).toBe('200 ok');
  });

  it.each([
    ['gzip', gzipSync('x'.repeat(50_000_000))],
    ['deflate', deflateSync('x'.repeat(5_000_000))],
    ['br', brotliCompressSync('x'.repeat(5_000_000))],
  ])('of encoding %s that unpacks to too much is given up on the way', async (encoding, bomb) => {
    const start = performance.now();
    expect(await outcomeOf(await send(bomb, encoding))).toBe('413 BODY_TOO_LARGE');
    expect(performance.now() - start).toBeLessThan(2000);
    await metricBecomes(server, 'langseg_body_bytes', 0);
  });

  it('that is damaged, cut short or not packed is refused', async () => {
    for (const body of [request, gzipSync(request).subarray(0, 40), gzipSync(request).fill(1, 20, 30)])
      expect(await outcomeOf(await send(body, 'gzip'))).toBe('400 REQUEST_INVALID');
  });

  it.each(['zstd', 'gzip, gzip', 'constructor'])(
    'of encoding %s is refused with those there are',
    async (encoding) => {
      const response = await send(request, encoding);
      expect(response.headers.get('accept-encoding')).toBe('gzip, deflate, br');
      expect(await outcomeOf(response)).toBe('415 MEDIA_TYPE_UNSUPPORTED');
    },
  );
});

describe('a client that asks before it sends', { timeout: 60_000 }, () => {
  const ask = (...headers: string[]): ReturnType<typeof connect> => {
    const socket = connect(Number(server.url.port), server.url.hostname);
    socket.write(
      ['POST /v1/segment HTTP/1.1', 'Host: localhost', 'Expect: 100-continue', ...headers, '', ''].join(
        '\r\n',
      ),
    );
    return socket;
  };

  it('is told to go on when its request is fine so far', async () => {
    const socket = ask('Content-Type: application/json', `Content-Length: ${request.length}`);
    const answer = text(socket);
    socket.once('data', () => socket.write(request));
    expect(await answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });

  it('is refused at once when it is not', async () => {
    const large = ask('Content-Type: application/json', 'Content-Length: 1000000');
    expect(await text(large)).toMatch(/^HTTP\/1\.1 413 .*BODY_TOO_LARGE/s);
    expect(await text(ask('Content-Type: text/plain', 'Content-Length: 10'))).toMatch(/^HTTP\/1\.1 415 /);
  });
});
