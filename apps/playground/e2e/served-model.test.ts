import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '@langseg/browser-testing';
import { bundleUrl } from '@langseg/default-model';
import { startServer } from '@langseg/server';
import { expect, it } from 'vitest';
import { playgroundUrl } from '../index.js';
import { PlaygroundPage } from './playground-page.js';

/** A folder with the default model under another name. */
function otherModel(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'street-'));
  cpSync(fileURLToPath(bundleUrl), path, { recursive: true });
  const file = join(path, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, name: 'Street model' }));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

it('begins with the model that its server was started with, unless another is asked for, and also offline', async () => {
  using model = otherModel();
  const server = await startServer({ port: 0, playground: playgroundUrl, model: model.path });
  const browser = await launchChromium();
  const app = await PlaygroundPage.open(browser, server.url.href);
  const button = app.page.locator('.model-button');
  await app.painted();
  expect(await button.textContent()).toContain('Street model');
  expect(app.page.url()).not.toContain('model=');
  await expect
    .poll(() => app.page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state)))
    .toBe('activated');

  await app.page.goto('about:blank');
  await app.page.goto(`${server.url.href}#model=default`);
  await app.painted();
  expect(await button.textContent()).toContain('Default model');

  await app.page.goto('about:blank');
  await server.close();
  await app.page.goto(server.url.href);
  await app.painted();
  expect(await button.textContent()).toContain('Street model');
  expect(app.complaints.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
  await browser.close();
});
