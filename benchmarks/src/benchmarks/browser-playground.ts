import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium, serveFolder } from '@langseg/browser-testing';
import type { Browser } from 'playwright-core';
import { typeWords, waitUntilPainted } from '../browser/playground-visit.js';
import { readingsTable } from '../browser/readings-table.js';
import { photoSide, writeSamplePhotos } from '../browser/sample-photos.js';
import { countScripts } from '../browser/count-scripts.js';
import type { TableBenchmark } from '../measuring/benchmark.js';

const app = fileURLToPath(new URL('../../../apps/playground/dist/', import.meta.url));

/** What a person waits for: the first picture, and the answer to a key. */
export const browserPlayground: TableBenchmark = {
  id: 'browser/playground',
  title: 'The built app in Chromium, WebAssembly, served from this machine',
  async measure({ directory }, { runs }) {
    if (!existsSync(join(app, 'index.html')))
      throw new Error('the playground is not built; run `npx nx build @langseg/playground` first');
    const { folder } = await writeSamplePhotos(directory);
    await using server = await serveFolder(app);
    const browser = await launchChromium();
    try {
      const firsts: number[] = [];
      for (let run = 0; run < runs; run++) firsts.push(await firstPicture(browser, server.url));
      const keys = await typeWords(browser, server.url, {
        photo: join(folder, 'cow.jpg'),
        times: runs,
      });
      const scripts = await countScripts(browser, server.url);
      return readingsTable([
        {
          name: 'First visit, nothing cached: from the address to the painted photo',
          unit: 'ms',
          values: firsts,
          aim: 5000,
        },
        {
          name: `From a key to its pixels, ${photoSide}-px photo, 10 labels`,
          unit: 'ms',
          values: keys.keystroke,
          aim: 100,
        },
        { name: '… of it labelling in the worker', unit: 'ms', values: keys.segment },
        { name: '… of it painting', unit: 'ms', values: keys.paint },
        { name: 'Scripts before the first paint, gzip', unit: 'kB', values: [scripts.page], aim: 150 },
        {
          name: "… and all others until the photo is painted, with the runtime's, without its .wasm",
          unit: 'kB',
          values: [scripts.all],
        },
      ]);
    } finally {
      await browser.close();
    }
  },
};

/** Milliseconds from opening the address to a painted photo, in a profile that has nothing cached. */
async function firstPicture(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await waitUntilPainted(page);
  const time = performance.now() - start;
  await context.close();
  return time;
}
