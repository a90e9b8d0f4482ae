import { launchChromium } from '@langseg/browser-testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlaygroundPage, servePlayground } from './playground-page.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

it('says what is wrong when the model does not arrive, and tries again', async () => {
  await using server = await servePlayground(true);
  const app = await PlaygroundPage.open(browser, 'about:blank', { serviceWorkers: 'block' });
  await app.page.context().route('**/*.onnx_data', (route) => route.abort());
  await app.page.goto(server.url);
  expect(await app.page.getByRole('alert').textContent()).toMatch(/image_encoder.*onnx_data/);
  expect(await app.page.locator('.picture img:not(.layer)').count()).toBe(1);
  await app.page.context().unroute('**/*.onnx_data');
  await app.page.getByRole('button', { name: 'Try again' }).click();
  await app.painted();
  await app.close();
});

it('works offline after the first visit, then isolated also where the server does not ask for it', async () => {
  const server = await servePlayground(false);
  const app = await PlaygroundPage.open(browser, server.url);
  await app.painted();
  expect(await app.page.locator('.model-button').textContent()).toContain('1 thread');
  await expect
    .poll(() => app.page.evaluate(keptFiles), { timeout: 120_000, interval: 300 })
    .toContainEqual(expect.stringMatching(/\.wasm$/));
  await server[Symbol.asyncDispose]();

  await app.page.reload();
  await app.painted();
  expect(await app.page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(app.complaints).toEqual([]);
  await app.page.getByRole('button', { name: 'Horses under a blue sky' }).click();
  await app.page.locator('.picture[aria-label^="horses.jpg:"]').waitFor();
  await app.close();
});

/** Runs in the page. */
async function keptFiles(): Promise<string[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith('langseg-app-'));
  const stores = await Promise.all(names.map((name) => caches.open(name)));
  const requests = await Promise.all(stores.map((store) => store.keys()));
  return requests.flat().map(({ url }) => url);
}
