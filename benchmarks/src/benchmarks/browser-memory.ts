import { adeLabels } from './text-encoding.js';
import { openPage } from '../browser/open-page.js';
import { readMemory, type BrowserMemory } from '../browser/read-memory.js';
import { photoSide, writeSamplePhotos } from '../browser/sample-photos.js';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { megabytes, verdict } from '../report/format-value.js';

/** Growth that counts as none, in bytes. */
const allowed = { javaScript: 5e6, wasm: 0, resident: 50e6 } as const;

const names = {
  javaScript: "JavaScript's, page and worker, arrays included",
  wasm: "WebAssembly's",
  resident: 'resident, of the whole renderer process',
} as const;

/** Whether photos and words leave anything behind. */
export const browserMemory: TableBenchmark = {
  id: 'browser/memory',
  title: `Memory over many labellings of one photo with 10 labels, then many photos of ${photoSide} px`,
  async measure({ directory }, { runs }) {
    const { folder, names: files } = await writeSamplePhotos(directory);
    await using browser = await openPage(directory, folder);
    const { page } = browser;
    const [relabels, photos] = runs > 2 ? [200, 50] : [20, 5];
    await page.evaluate((addresses) => globalThis.benchmarkPage.open(addresses, 2), files);
    const words = adeLabels(150);
    const label = (turn: number) =>
      page.evaluate(
        (some) => globalThis.benchmarkPage.label(some),
        Array.from({ length: 10 }, (_, i) => words[(turn + 7 * i) % words.length]),
      );
    const encode = (turn: number) =>
      page.evaluate(([turn, side]) => globalThis.benchmarkPage.encode(turn, side), [
        turn,
        photoSide,
      ] as const);

    // Every photo once, since each has a size of its own, and every word: both are kept on purpose.
    for (let turn = 0; turn < files.length; turn++) {
      await encode(turn);
      for (let i = 0; i < words.length / files.length; i++) await label(turn + files.length * i);
    }
    const readings: BrowserMemory[] = [await readMemory(browser)];
    for (let turn = 0; turn < relabels; turn++) await label(turn);
    readings.push(await readMemory(browser));
    for (let turn = 0; turn < photos; turn++) {
      await encode(turn);
      await label(turn);
    }
    // The photo that was there at the beginning.
    await encode(files.length - 1);
    await label(0);
    readings.push(await readMemory(browser));

    const rows = (Object.keys(names) as (keyof typeof names)[]).map((kind) => {
      const values = readings.map((reading) => reading[kind]);
      const [before, , after] = values;
      const growth = before === undefined || after === undefined ? undefined : after - before;
      return [names[kind], ...[...values, growth].map(megabytes), verdict(growth, allowed[kind], megabytes)];
    });
    const columns = [
      { name: 'memory', align: 'left' },
      { name: 'before MB', align: 'right' },
      { name: `${relabels} relabels later`, align: 'right' },
      { name: `${photos} photos later`, align: 'right' },
      { name: 'growth MB', align: 'right' },
      { name: 'aim', align: 'left' },
    ] as const;
    return { columns, rows };
  },
};
