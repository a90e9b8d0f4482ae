import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium, serveFolder } from '@langseg/browser-testing';
import type { Browser, Page } from 'playwright-core';
import type { BenchmarkPage } from './page/main.js';

declare global {
  /** Set by the page; only code that Playwright runs there may use it. */
  var benchmarkPage: BenchmarkPage;
}

/** The page that benchmarks run in, open in a browser of its own. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly browser: Browser;
  /** Such as `156`. */
  readonly version: string;
}

/**
 * Builds the page as an application would, from the sources of the packages, and opens it in a headless Chromium.
 *
 * @param directory temporary folder of the benchmarks.
 * @param photos folder whose files are served beside the page.
 */
export async function openPage(directory: string, photos: string): Promise<OpenPage> {
  // Imported here, for it takes memory that other benchmarks would show as theirs.
  const { build } = await import('vite');
  const outDir = join(directory, 'page');
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('page/', import.meta.url)),
    base: './',
    publicDir: photos,
    resolve: { conditions: ['@langseg/source', 'module', 'browser', 'production'] },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'esnext' },
  });
  const server = await serveFolder(outDir);
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => 'benchmarkPage' in globalThis);
  return {
    page,
    browser,
    version: browser.version().split('.')[0],
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
