import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../index.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server that refuses every connection: the first ones with `57P03`, the others for the password. */
async function startingServer(refusals: number): Promise<{ url: string; asked: () => number }> {
  let count = 0;
  server = createServer((socket) => {
    socket.once('data', () => socket.end(fatal(count++ < refusals ? '57P03' : '28P01')));
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `postgres://me@127.0.0.1:${port}/x`, asked: () => count };
}

/** The message `ErrorResponse` (https://www.postgresql.org/docs/current/protocol-message-formats.html). */
function fatal(state: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C${state}\0Mrefused\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

it('a server that starts is waited for', async () => {
  const { url, asked } = await startingServer(3);
  await expect(openDatabase(url)).rejects.toMatchObject({ context: { reason: 'refused' } });
  expect(asked()).toBe(4);
});

it('but not for ever', async () => {
  const { url, asked } = await startingServer(Infinity);
  await expect(openDatabase(url, { connectTimeout: 1000 })).rejects.toMatchObject({
    context: { reason: 'unreachable' },
  });
  expect(asked()).toBeGreaterThan(1);
});
