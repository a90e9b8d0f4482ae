import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { launchChromium } from '@langseg/browser-testing';
import { startServer } from '@langseg/server';
import { expect, it } from 'vitest';
import { playgroundUrl } from '../index.js';
import { PlaygroundPage } from './playground-page.js';

/** What went through a server's door. */
interface Wire extends AsyncDisposable {
  readonly url: string;
  /** Bytes that were sent to the browser. */
  sent: number;
  /** Paths that were asked for, again and again. */
  readonly paths: string[];
}

/** Counts what a browser gets from a server, whoever in it asks: pages, workers and service workers. */
async function countingDoor({ hostname, port }: URL): Promise<Wire> {
  const server: Server = createServer((browser) => {
    const upstream = connect(Number(port), hostname);
    browser.on('data', (bytes) => {
      for (const [, path] of bytes.toString('latin1').matchAll(/^GET (\S+) HTTP/gm)) wire.paths.push(path);
    });
    upstream.on('data', (bytes) => (wire.sent += bytes.length));
    browser.pipe(upstream).pipe(browser);
    for (const socket of [browser, upstream]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const wire: Wire = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent: 0,
    paths: [],
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return wire;
}

it('a first visit costs at most 11 MB, and nothing twice; the second one next to nothing', async () => {
  const server = await startServer({ port: 0, playground: playgroundUrl });
  const browser = await launchChromium();
  const wire = await countingDoor(server.url);
  const app = await PlaygroundPage.open(browser, wire.url);
  await app.painted();
  await expect.poll(() => app.page.evaluate(keptRuntimes), { timeout: 120_000, interval: 300 }).toBe(1);
  const runtimes = wire.paths.filter((path) => path.endsWith('.wasm'));
  console.log(
    `First visit: ${(wire.sent / 1e6).toFixed(2)} MB over the wire in ${wire.paths.length} requests.`,
  );
  expect(runtimes).toHaveLength(1);
  expect(wire.sent).toBeLessThan(11e6);

  const first = wire.sent;
  await app.page.reload();
  await app.painted();
  expect(wire.sent - first).toBeLessThan(100_000);
  expect(app.complaints).toEqual([]);
  await browser.close();
  await wire[Symbol.asyncDispose]();
  await server.close();
});

/** Runs in the page. */
async function keptRuntimes(): Promise<number> {
  const names = (await caches.keys()).filter((name) => name.startsWith('langseg-app-'));
  const stores = await Promise.all(names.map((name) => caches.open(name)));
  const requests = (await Promise.all(stores.map((store) => store.keys()))).flat();
  return requests.filter(({ url }) => url.endsWith('.wasm')).length;
}
