import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { waitUntilPainted } from './playground-visit.js';

/** Kilobytes (10³) of scripts when they are compressed. */
export interface ScriptSizes {
  /** What the page names and imports before anything is shown. */
  readonly page: number;
  /** With everything that is loaded until the first photo is painted, workers included. */
  readonly all: number;
}

/** Counts the scripts of a first visit, without the service worker, which fetches what later visits may need. */
export async function countScripts(browser: Browser, url: string): Promise<ScriptSizes> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const address = response.url();
    if (/\.m?js$/.test(new URL(address).pathname)) sizes.set(address, compressedSize(response.body()));
  });
  await page.goto(url);
  await waitUntilPainted(page);
  const named = await page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>(
        'script[src], link[rel=modulepreload]',
      ),
    ].map((element) => ('src' in element ? element.src : element.href)),
  );
  const found = await Promise.all([...sizes].map(async ([address, size]) => ({ address, size: await size })));
  await context.close();
  const sum = (files: typeof found) => files.reduce((total, { size }) => total + size, 0) / 1000;
  return { page: sum(found.filter(({ address }) => named.includes(address))), all: sum(found) };
}

async function compressedSize(body: Promise<Buffer>): Promise<number> {
  return gzipSync(await body, { level: 9 }).length;
}
