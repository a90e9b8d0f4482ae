import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPage } from '../browser/open-page.js';
import { readMemory } from '../browser/read-memory.js';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { convertTips, weightBytes, writeTipsFiles } from '../models/convert-tips.js';
import { megabytes } from '../report/format-value.js';
import { tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

/** Pixels along the sides of the photo: one window. */
const side = 448;

const columns = [
  { name: 'in Chromium, WebAssembly', align: 'left' },
  { name: 'threads', align: 'right' },
  { name: 'weights MB', align: 'right' },
  { name: 'opening s', align: 'right' },
  { name: 'first photo and words s', align: 'right' },
  { name: 'next photo s', align: 'right' },
  { name: 'WebAssembly MB', align: 'right' },
  { name: 'resident MB', align: 'right' },
] as const;

/** Whether a browser can hold and run a model of today. */
export const tipsInBrowser: TableBenchmark = {
  id: 'tips/browser',
  title: `TIPSv2 B/14 in \`q8\` with random weights, a photo of ${side}×${side}, 10 labels in nine sentences each`,
  async measure({ directory }) {
    const folder = join(directory, 'tips-b14-files');
    const files = join(directory, 'tips-b14-page');
    const bundle = join(files, 'tips');
    await writeTipsFiles('b14', folder);
    await mkdir(files, { recursive: true });
    await convertTips(folder, 'q8', bundle);
    await rm(folder, { recursive: true });
    await writeResizedPhoto(join(files, 'photo.jpg'), side, side);
    await using browser = await openPage(directory, files);
    const { page } = browser;
    page.setDefaultTimeout(600_000);
    const seconds: string[] = [];
    const timed = async <T>(work: () => Promise<T>): Promise<T> => {
      const start = performance.now();
      const result = await work();
      seconds.push(((performance.now() - start) / 1000).toFixed(1));
      return result;
    };
    const encode = () => page.evaluate((size) => globalThis.benchmarkPage.encode(0, size), side);
    const label = () => page.evaluate((words) => globalThis.benchmarkPage.label(words), tenLabels);
    const { threads } = await timed(() =>
      page.evaluate(() => globalThis.benchmarkPage.open(['photo.jpg'], 2, './tips/')),
    );
    await timed(async () => {
      await encode();
      await label();
    });
    await timed(async () => {
      await encode();
      await label();
    });
    const { wasm, resident } = await readMemory(browser);
    const row = [
      `Chromium ${browser.version}`,
      String(threads),
      megabytes(await weightBytes(bundle)),
      ...seconds,
      megabytes(wasm),
      megabytes(resident),
    ];
    return { columns, rows: [row] };
  },
};
