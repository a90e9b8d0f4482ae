import { launchChromium, type FolderServer } from '@langseg/browser-testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlaygroundPage, servePlayground } from './playground-page.js';

let browser: Browser;
let server: FolderServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), servePlayground(true)]);
});

afterAll(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

/** Opens the app with what stands for WebGPU in its worker. */
async function openWithGpu(gpu: string): Promise<PlaygroundPage> {
  const app = await PlaygroundPage.open(browser, 'about:blank', { serviceWorkers: 'block' });
  await app.page.context().route('**/segmenter-worker-*.js', async (route) => {
    const response = await route.fetch();
    const define = `Object.defineProperty(navigator, 'gpu', { value: ${gpu} });`;
    await route.fulfill({ response, body: `${define}\n${await response.text()}` });
  });
  await app.page.goto(server.url);
  return app;
}

const model = (page: Page) => page.locator('.model-button').textContent();

it('paints on WebAssembly where the browser refuses WebGPU', async () => {
  const app = await openWithGpu('{ requestAdapter: async () => { throw new Error("denied"); } }');
  await app.painted();
  expect(await model(app.page)).toContain('WebAssembly');
  expect(app.complaints).toEqual([]);
  await app.close();
});

it('paints on WebAssembly, and says so, where WebGPU is promised and then fails', async () => {
  const adapter = `{
    info: { vendor: 'acme', architecture: 'anvil' },
    features: new Set(),
    limits: { maxBufferSize: 2 ** 30, maxStorageBufferBindingSize: 2 ** 30 },
    requestDevice: async () => { throw new Error('the device is lost'); },
  }`;
  const app = await openWithGpu(`{ requestAdapter: async () => (${adapter}) }`);
  await app.page.getByText(/Continuing with "wasm" instead of "webgpu"/).waitFor();
  await app.painted();
  expect(await model(app.page)).toContain('WebAssembly');
  await app.close();
});

it('downloads the model again when what it kept of it is spoiled', async () => {
  const app = await PlaygroundPage.open(browser, server.url, { serviceWorkers: 'block' });
  await app.painted();
  expect(await app.page.evaluate(spoilModels)).toBeGreaterThan(0);
  const requested: string[] = [];
  app.page.context().on('request', (request) => requested.push(new URL(request.url()).pathname));
  await app.page.reload();
  await app.painted();
  expect(requested).toContainEqual(expect.stringContaining('.onnx_data'));
  expect(app.complaints).toEqual([]);
  await app.close();
});

/** Runs in the page: turns a bit of every kept file of a model. */
async function spoilModels(): Promise<number> {
  const cache = await caches.open('langseg-models');
  const requests = await cache.keys();
  for (const request of requests) {
    const kept = (await cache.match(request))!;
    const bytes = new Uint8Array(await kept.arrayBuffer());
    bytes[bytes.length >> 1] ^= 1;
    await cache.put(request, new Response(bytes, { headers: kept.headers }));
  }
  return requests.length;
}
