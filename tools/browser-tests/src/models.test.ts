import { createHash } from 'node:crypto';
import type { Route } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toBase64 } from './page/sent-tensor.js';
import { openPage, type OpenPage } from './support/open-page.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const weights = encode('weights '.repeat(1000));
const files: Record<string, Uint8Array> = {
  'onnx/model.onnx': encode('graph'),
  'onnx/model.onnx_data': weights,
};
const table = Object.entries(files).map(([path, bytes]) => [
  path,
  { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
]);
files['config.json'] = encode(
  JSON.stringify({
    formatVersion: 1,
    name: 'tiny',
    pipeline: {},
    files: Object.fromEntries(table) as object,
  }),
);

describe('models in the cache of a browser', () => {
  let browser: OpenPage;
  let requests: string[];
  let answer: (route: Route, path: string) => Promise<void>;

  beforeEach(async () => {
    browser = await openPage();
    requests = [];
    answer = (route, path) => route.fulfill({ body: Buffer.from(files[path]) });
    await browser.page.route('**/tiny/**', (route) => {
      const [, path] = route.request().url().split('/tiny/');
      requests.push(path);
      return answer(route, path);
    });
  });
  afterEach(() => browser[Symbol.asyncDispose]());

  const open = () =>
    browser.page.evaluate(() => globalThis.testPage.keepModel('./tiny/', 'onnx/model.onnx_data'));
  const expected = toBase64(weights);

  it('are used without a connection after the first visit', async () => {
    expect(await open()).toBe(expected);
    expect(requests.sort()).toEqual(Object.keys(files).sort());
    answer = (route) => route.abort();
    await browser.page.reload();
    await browser.page.waitForFunction(() => 'testPage' in globalThis);
    expect(await open()).toBe(expected);
    const { before, after } = await browser.page.evaluate(() => globalThis.testPage.forgetModels());
    expect([before.length, after.length]).toEqual([1, 0]);
    expect(await open()).toMatch(/^NETWORK_FAILED: .*2 attempts/);
  });

  it('are downloaded again when they are spoiled, and refused when the server has nothing better', async () => {
    await open();
    expect(await browser.page.evaluate(() => globalThis.testPage.spoilModels())).toBe(2);
    requests.length = 0;
    expect(await open()).toBe(expected);
    expect(requests).toEqual(['config.json', 'onnx/model.onnx_data']);

    await browser.page.evaluate(() => globalThis.testPage.spoilModels());
    const wrong = Buffer.from(weights.map((byte) => byte ^ 1));
    answer = (route, path) =>
      route.fulfill({ body: path.endsWith('_data') ? wrong : Buffer.from(files[path]) });
    expect(await open()).toMatch(/^HASH_MISMATCH: onnx\/model\.onnx_data/);
  });

  it('leave nothing behind when their download is cancelled', async () => {
    const left = await browser.page.evaluate(() => globalThis.testPage.cancelModel('./tiny/'));
    expect(left).toMatchObject({ failure: expect.stringMatching(/^ABORTED/), left: 0 });
  });

  it('are read in place when they are dropped', async () => {
    const dropped = Object.entries(files).map(([path, bytes]) => [path, toBase64(bytes)] as const);
    const read = (entries: typeof dropped) =>
      browser.page.evaluate(
        (given) => globalThis.testPage.dropModel(given, 'onnx/model.onnx_data'),
        Object.fromEntries(entries),
      );
    expect(await read(dropped)).toBe(expected);
    expect(await read(dropped.slice(1))).toMatch(/^NOT_FOUND: .*lacks onnx\/model\.onnx,/);
    expect(requests).toEqual([]);
  });
});
