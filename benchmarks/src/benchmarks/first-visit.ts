import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '@langseg/browser-testing';
import { startServer } from '@langseg/server';
import type { Browser } from 'playwright-core';
import { typeWords } from '../browser/playground-visit.js';
import { photoSide, writeSamplePhotos } from '../browser/sample-photos.js';
import { readingsTable, type Readings } from '../browser/readings-table.js';
import { slowLine } from '../browser/slow-line.js';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { fortyLabels } from '../scenes/sample-photo.js';

const app = new URL('../../../apps/playground/dist/', import.meta.url);

/** Megabits a second: a good mobile connection and a poor one. */
const lines = [8, 1.6];

/** Aims at the better one, in milliseconds and kilobytes. */
const aims = { colour: 1000, word: 12_000, bytes: 9000 };

/** Words on the list while another one is typed. */
const wordCounts = [1, 10, 40];

/** What somebody waits for who has never been here, and then for every key. */
export const firstVisit: TableBenchmark = {
  id: 'browser/first-visit',
  title: 'First visits of the playground, served by `langseg serve` over slow lines, then keys without one',
  async measure({ directory }, { runs }) {
    if (!existsSync(new URL('index.html', app)))
      throw new Error('the playground is not built; run `npx nx build @langseg/playground` first');
    const server = await startServer({ port: 0, playground: app });
    const browser = await launchChromium();
    try {
      const readings: Readings[] = [];
      for (const line of lines)
        readings.push(...(await visits(browser, server.url, line, Math.min(runs, 3))));
      const { folder } = await writeSamplePhotos(directory);
      for (const count of wordCounts) {
        const options = { photo: join(folder, 'cow.jpg'), times: runs, beside: fortyLabels.slice(0, count) };
        const { keystroke } = await typeWords(browser, server.url.href, options);
        const words = `${count} other word${count === 1 ? '' : 's'}`;
        const name = `From a key to its pixels, ${photoSide}-px photo, beside ${words}`;
        readings.push({ name, unit: 'ms', values: keystroke, aim: 100 });
      }
      return readingsTable(readings);
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

/** Several first visits over one line. */
async function visits(browser: Browser, server: URL, line: number, times: number): Promise<Readings[]> {
  const all: Awaited<ReturnType<typeof visit>>[] = [];
  for (let run = 0; run < times; run++) all.push(await visit(browser, server, 1e6 * line));
  const at = `${line} Mbit/s`;
  const aim = line === lines[0] ? aims : undefined;
  const readings = (part: keyof (typeof all)[number]) => all.map((one) => one[part]);
  return [
    { name: `${at}: until something is seen`, unit: 'ms', values: readings('seen') },
    { name: '… until the photo is seen in colour', unit: 'ms', values: readings('colour'), aim: aim?.colour },
    { name: '… until the model is ready', unit: 'ms', values: readings('model') },
    { name: '… until the first typed word is painted', unit: 'ms', values: readings('word'), aim: aim?.word },
    { name: '… bytes over the wire until then', unit: 'kB', values: readings('bytes'), aim: aim?.bytes },
  ];
}

/** Milliseconds from the address, in a profile that has nothing cached, and kilobytes. */
async function visit(browser: Browser, server: URL, bitsPerSecond: number) {
  await using line = await slowLine(server, bitsPerSecond);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(`${line.url}?measure`, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(timeOfColour);
  const colour = Number(await shown.jsonValue());
  await page.waitForFunction(() => performance.getEntriesByName('langseg:model').length > 0);
  await page.getByLabel('Add a word').fill('fence');
  await page.waitForFunction(() => performance.getEntriesByName('langseg:keystroke').length > 0);
  const bytes = line.sent() / 1000;
  const [seen, model, word] = await page.evaluate(() =>
    ['first-contentful-paint', 'langseg:model', 'langseg:keystroke'].map((name) => {
      const { startTime, duration } = performance.getEntriesByName(name)[0];
      return startTime + duration;
    }),
  );
  await context.close();
  return { seen, colour, model, word, bytes };
}

/** Runs in the page: the time as soon as photo and mask have both arrived. */
function timeOfColour(): number | undefined {
  const images = ['.picture img:not(.layer)', '.picture img.layer'].map((selector) =>
    document.querySelector<HTMLImageElement>(selector),
  );
  return images.every((image) => image?.complete && image.naturalWidth > 0) ? performance.now() : undefined;
}
