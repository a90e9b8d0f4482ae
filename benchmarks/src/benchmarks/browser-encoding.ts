import { join } from 'node:path';
import { createSegmenter } from 'langseg';
import { openPage } from '../browser/open-page.js';
import { photoSide, writeSamplePhotos } from '../browser/sample-photos.js';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { timeVariants } from '../measuring/timing.js';
import { milliseconds, verdict } from '../report/format-value.js';

/** In both places; a browser that offers fewer says so in the table. */
const threads = 2;

/** How many times Node's time a browser may take. */
const allowed = 2.5;

const columns = [
  { name: 'encoding in', align: 'left' },
  { name: 'threads', align: 'right' },
  { name: 'first ms', align: 'right' },
  { name: 'median ms', align: 'right' },
  { name: 'min ms', align: 'right' },
  { name: 'max ms', align: 'right' },
  { name: 'ratio', align: 'right' },
  { name: 'aim', align: 'left' },
] as const;

/** From a JPEG file to pixel embeddings, in Node and in a browser in turn, so that the ratio holds on a busy machine too. */
export const browserEncoding: TableBenchmark = {
  id: 'browser/encoding',
  title: `A ${photoSide}-px JPEG encoded by the default model at ${photoSide} px, in turn in Node and in Chromium`,
  async measure({ directory }, { runs }) {
    const { folder } = await writeSamplePhotos(directory);
    await using segmenter = await createSegmenter({ threads });
    await using browser = await openPage(directory, folder);
    const opened = await browser.page.evaluate(
      (count) => globalThis.benchmarkPage.open(['cow.jpg'], count),
      threads,
    );
    const encodeInBrowser = () =>
      browser.page.evaluate((side) => globalThis.benchmarkPage.encode(0, side), photoSide);
    const encodeInNode = async () => {
      (await segmenter.encode(join(folder, 'cow.jpg'), { longestSide: photoSide })).dispose();
    };
    const timings = await timeVariants(
      [
        { name: 'Node', run: encodeInNode },
        { name: `Chromium ${browser.version}, WebAssembly`, run: encodeInBrowser },
      ],
      3 * runs,
    );
    const rows = timings.map(({ name, firstMs, medianMs, minMs, maxMs }, i) => {
      const ratio = medianMs / timings[0].medianMs;
      return [
        name,
        String(i === 0 ? threads : opened.threads),
        ...[firstMs, medianMs, minMs, maxMs].map(milliseconds),
        ratio.toFixed(2),
        i === 0 ? '' : verdict(ratio, allowed, String),
      ];
    });
    return { columns, rows };
  },
};
