import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPage, type OpenPage } from './support/open-page.js';

/** The strictest that LangSeg works under. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' data:; img-src 'self' data:";

describe('a segmenter in a browser', () => {
  let browser: OpenPage;
  beforeEach(async () => {
    browser = await openPage({ headers: { 'Content-Security-Policy': contentSecurityPolicy } });
  });
  afterEach(async () => {
    await browser[Symbol.asyncDispose]();
  });

  it('takes photos of every kind', async () => {
    const shares = await browser.page.evaluate(() => globalThis.testPage.everyKindOfPhoto());
    expect(shares.blob).toBeGreaterThan(0.05);
    // The same pixels, decoded once or twice.
    for (const [kind, share] of Object.entries(shares)) expect(share, kind).toBeCloseTo(shares.blob, 2);
    expect(browser.errors).toEqual([]);
    // With the worker its threads are gone, as soon as the browser gets round to it.
    await expect.poll(() => browser.page.workers().length, { timeout: 60_000 }).toBe(0);
  });

  it('gives up what nobody wants any more', async () => {
    expect(await browser.page.evaluate(() => globalThis.testPage.abortAndGoOn())).toEqual({
      first: 'ABORTED',
      stale: 'ABORTED',
      labels: ['cow', 'other'],
    });
  });

  it('survives the crash of its worker', async () => {
    const { failures, old, starts, pixels } = await browser.page.evaluate(() =>
      globalThis.testPage.crashAndGoOn(),
    );
    expect(new Set(failures).size).toBe(1);
    expect(failures[0]).toMatch(/^RUNTIME_FAILED: .*out of luck.*next call starts a new one/);
    expect(old).toMatch(/^DISPOSED: .*encode the photo again/);
    expect(starts).toBe(2);
    expect(pixels).toBeGreaterThan(0);
  });
});

describe('a graphics card that computes wrong numbers', () => {
  it('is dropped with a warning', async () => {
    await using browser = await openPage({ webgpu: true });
    const answer = await browser.page.evaluate(() => globalThis.testPage.spoiledGpu('auto'));
    expect(answer).toEqual({
      device: 'wasm',
      warnings: [expect.stringMatching(/"webgpu" computes wrong numbers.*"wasm" instead/)],
    });
  });

  it('is an error where it was asked for', async () => {
    await using browser = await openPage({ webgpu: true });
    const answer = await browser.page.evaluate(() => globalThis.testPage.spoiledGpu('webgpu'));
    expect(answer).toMatchObject({ failure: expect.stringMatching(/^RUNTIME_FAILED: .*wrong numbers/) });
  });
});

it('tells what a browser can do', async () => {
  await using browser = await openPage({ isolated: false, webgpu: true });
  const capabilities = await browser.page.evaluate(() => globalThis.testPage.describeBrowser());
  expect(capabilities).toMatchObject({
    simd: true,
    crossOriginIsolated: false,
    threads: 1,
    webgpu: { software: true },
  });
});
