import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Segmentation } from '@langseg/core';
import { datasetFormats } from '@langseg/datasets';
import { mergeDatasets, openDatasetBuilder } from '@langseg/datasets/node';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { median } from '../measuring/timing.js';
import { milliseconds } from '../report/format-value.js';
import { tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

const [width, height] = [1280, 960];

/** Disks beside each other: 20 columns, 15 rows. */
const [columns, rows] = [20, 15];

/** What it takes to write a photo with 300 connected areas in every format. */
export const datasetWriting: TableBenchmark = {
  id: 'dataset/writing',
  title: `A photo of ${width}×${height} with ${columns * rows} areas, found and written as a data set`,
  async measure({ directory }, { runs }) {
    const root = join(directory, 'writing');
    await mkdir(root, { recursive: true });
    const path = join(root, 'photo.jpg');
    await writeResizedPhoto(path, width, height);
    const result = disks();
    const labels = result.labels;
    let count = 0;
    const found: number[] = [];
    let first = '';
    for (let run = 0; run < runs + 1; run++) {
      const start = process.cpuUsage();
      first = join(root, String(count++));
      const builder = await openDatasetBuilder(first, { labels, format: 'coco', instances: 'components' });
      await builder.add(result, { path });
      await builder.close();
      if (run > 0) found.push(spent(start));
    }
    const measured: string[][] = [['found', milliseconds(median(found)), '']];
    for (const { type } of datasetFormats) {
      const times: number[] = [];
      for (let run = 0; run < runs + 1; run++) {
        const start = process.cpuUsage();
        await mergeDatasets([first], join(root, String(count++)), { format: type });
        if (run > 0) times.push(spent(start));
      }
      measured.push([type, milliseconds(median(times)), milliseconds(median(found) + median(times))]);
    }
    return {
      columns: [
        { name: 'step', align: 'left' },
        { name: 'median CPU ms', align: 'right' },
        { name: 'with finding (aim ≤ 200)', align: 'right' },
      ],
      rows: measured,
    };
  },
};

function spent(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function disks(): Segmentation {
  const [across, down] = [width / columns, height / rows];
  const labelMap = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const [column, row] = [Math.floor(x / across), Math.floor(y / down)];
    const distance = Math.hypot((x % across) - across / 2, (y % down) - down / 2);
    return distance < 0.45 * across ? (column + row) % (tenLabels.length - 1) : tenLabels.length;
  });
  const logitsOf = () => Promise.reject(new Error('These areas have no logits.'));
  return new Segmentation({
    width,
    height,
    labels: [...tenLabels, 'other'],
    labelMap,
    alignCorners: true,
    logitsOf,
  });
}
