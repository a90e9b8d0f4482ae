import { join } from 'node:path';
import { openDataset, type FileDataset } from '@langseg/datasets/node';
import { createBatchLoader } from '@langseg/training/node';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { writePhotoSet } from '../training/photo-set.js';

const columns = [
  { name: 'workers', align: 'left' },
  { name: 'images/s', align: 'right' },
  { name: 'ms per batch of 8', align: 'right' },
] as const;

const batchSize = 8;

/** How fast batches can be made while nothing else is done: more than a step needs is enough. */
export const trainingLoader: TableBenchmark = {
  id: 'training/loader',
  title: 'Batches of photos of 640×480, read, scaled, cropped to 256×256 and changed in colour',
  async measure({ directory }, { runs }) {
    const path = join(directory, 'photos');
    await writePhotoSet(path, 32);
    const dataset = await openDataset({ type: 'folder', path });
    const rows: string[][] = [];
    for (const workers of [1, 2]) {
      const ms = await millisecondsPerBatch(dataset, workers, 8 * runs);
      rows.push([String(workers), ((1000 * batchSize) / ms).toFixed(0), ms.toFixed(0)]);
    }
    return { columns, rows };
  },
};

async function millisecondsPerBatch(dataset: FileDataset, workers: number, batches: number): Promise<number> {
  const prefetch = 4;
  const loader = createBatchLoader({
    datasets: [{ dataset }],
    recipe: {
      augmentation: {
        type: 'random-crop',
        crop: 256,
        color: { brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.05 },
      },
    },
    seed: 1,
    batchSize,
    batchesPerEpoch: batches + 2 * prefetch,
    workers,
    prefetch,
  });
  try {
    // Threads start, and the queue fills up.
    for (let index = 0; index < prefetch; index++) await loader.load(0, index);
    const start = performance.now();
    for (let index = 0; index < batches; index++) await loader.load(0, prefetch + index);
    return (performance.now() - start) / batches;
  } finally {
    await loader.dispose();
  }
}
