import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { convertTips, run, weightBytes, writeTipsFiles } from '../models/convert-tips.js';
import { megabytes, verdict } from '../report/format-value.js';
import { samplePhoto } from '../scenes/sample-photo.js';

/** Most memory that a conversion may take, in bytes. */
const allowed = 1e9;

/** What `q8` may take of what `fp32` takes. */
const allowedShare = 0.4;

const columns = [
  { name: 'dtype', align: 'left' },
  { name: 'converting s', align: 'right' },
  { name: 'peak MB', align: 'right' },
  { name: 'aim', align: 'left' },
  { name: 'weights MB', align: 'right' },
  { name: 'ratio', align: 'right' },
  { name: 'aim', align: 'left' },
  { name: 'taken by a photo MB', align: 'right' },
  { name: 'ratio', align: 'right' },
] as const;

/** A program that segments a photo and prints how much the process grew, at most, from before it opened the model. */
const growth = (model: string) => `
  import { createSegmenter } from 'langseg';
  const before = process.memoryUsage.rss();
  const segmenter = await createSegmenter({ model: ${JSON.stringify(model)}, threads: 2 });
  const { width } = await segmenter.segment(${JSON.stringify(samplePhoto)}, ['cow', 'grass', 'tree', 'sky'], { view: 'whole', longestSide: 448 });
  if (width === 0) throw new Error('nothing was segmented');
  console.log(process.resourceUsage().maxRSS * 1024 - before);
`;

/** From the official files in float32 to bundles: memory while converting, and what the bundles take. */
export const tipsConversion: TableBenchmark = {
  id: 'tips/conversion',
  title: 'TIPSv2 L/14 with random weights converted from its `.npz` files (1.95 GB), and one photo segmented',
  async measure({ directory }) {
    const folder = join(directory, 'tips-l14-files');
    await writeTipsFiles('l14', folder);
    const found = [];
    for (const dtype of ['fp32', 'q8'] as const) {
      const bundle = join(directory, `tips-l14-bundle-${dtype}`);
      const { seconds, peakMemoryBytes } = await convertTips(folder, dtype, bundle);
      const grown = Number(await run(['--input-type=module', '--eval', growth(bundle)]));
      found.push({ dtype, seconds, peakMemoryBytes, weights: await weightBytes(bundle), grown });
      await rm(bundle, { recursive: true });
    }
    await rm(folder, { recursive: true });
    const [first] = found;
    const rows = found.map(({ dtype, seconds, peakMemoryBytes, weights, grown }) => {
      const share = weights / first.weights;
      return [
        dtype,
        seconds.toFixed(0),
        megabytes(peakMemoryBytes),
        verdict(peakMemoryBytes, allowed, megabytes),
        megabytes(weights),
        share.toFixed(2),
        dtype === 'q8' ? verdict(share, allowedShare, String) : '',
        megabytes(grown),
        (grown / first.grown).toFixed(2),
      ];
    });
    return { columns, rows };
  },
};
