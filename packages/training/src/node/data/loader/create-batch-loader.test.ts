import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderSet, temporaryFolder, write } from '@langseg/dataset-testing';
import { openDataset, type FileDataset } from '@langseg/datasets/node';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingBatch } from '../../../data/batch.js';
import type { ElementRecipe } from '../../../data/element-recipe.js';
import { plugin } from '../../__fixtures__/foreign-plugin.js';
import { nodeTrainingRegistry } from '../../components/node-training-registry.js';
import { createBatchLoader, type BatchLoader, type BatchLoaderOptions } from './create-batch-loader.js';

let pets: FileDataset;
let farm: FileDataset;
let broken: FileDataset;
beforeAll(async () => {
  const path = await temporaryFolder();
  await folderSet(join(path, 'pets'), ['background', 'cat', 'dog'], 9);
  await folderSet(join(path, 'farm'), ['grass', 'cow', 'sheep', null], 4);
  await folderSet(join(path, 'broken'), ['grass', 'cow', 'sheep'], 4);
  await write(join(path, 'broken/images/2.png'), 'no image');
  pets = await openDataset({ type: 'folder', path: join(path, 'pets') });
  farm = await openDataset({ type: 'folder', path: join(path, 'farm') });
  broken = await openDataset({ type: 'folder', path: join(path, 'broken') });
});

const loaders: BatchLoader[] = [];
afterEach(async () => {
  await Promise.all(loaders.splice(0).map((loader) => loader.dispose()));
});
function create(options: Partial<BatchLoaderOptions> = {}): BatchLoader {
  const loader = createBatchLoader({
    datasets: [{ dataset: pets }, { dataset: farm, labels: { absent: 1 } }],
    recipe: {
      augmentation: {
        type: 'random-crop',
        crop: { width: 20, height: 16 },
        color: { brightness: 0.3, contrast: 0.3, saturation: 0.3, hue: 0.1 },
      },
      labels: { synonyms: { cat: ['kitty', 'feline'] } },
    },
    seed: 5,
    batchSize: 4,
    workers: 0,
    ...options,
  });
  loaders.push(loader);
  return loader;
}

async function epochs(loader: BatchLoader, count: number): Promise<TrainingBatch[]> {
  const batches: TrainingBatch[] = [];
  for (let epoch = 0; epoch < count; epoch++)
    for (let index = 0; index < loader.batchesPerEpoch; index++)
      batches.push(await loader.load(epoch, index));
  return batches;
}

describe('createBatchLoader', () => {
  it('makes batches with an augmentation of a plugin, in workers that load it and without', async () => {
    const registry = nodeTrainingRegistry.use(plugin);
    const options = { registry, recipe: { augmentation: { type: 'negative', side: 8 } } };
    const expected = await create(options).load(0, 0);
    expect(expected.pixels.shape).toEqual([4, 3, 8, 8]);
    const file = fileURLToPath(new URL('../../__fixtures__/foreign-plugin.ts', import.meta.url));
    expect(await create({ ...options, workers: 1, plugins: [file] }).load(0, 0)).toEqual(expected);
    expect(await create({ ...options, workers: 1 }).load(0, 0)).toEqual(expected);
    expect(() => create({ recipe: options.recipe })).toThrow(/Unknown augmentation "negative"/);
  });

  it('gives the same batches with workers, without, and in any order', async () => {
    const [here, two] = [create(), create({ workers: 2, prefetch: 3 })];
    const expected = await epochs(here, 2);
    expect(await epochs(two, 2)).toEqual(expected);
    // As after a resumed run, backwards, and the same twice.
    for (const [epoch, index] of [
      [1, 2],
      [0, 1],
      [0, 1],
    ])
      expect(await two.load(epoch, index)).toEqual(expected[epoch * 3 + index]);
    expect(await Promise.all([two.load(0, 0), two.load(0, 0), two.load(1, 1)])).toEqual([
      expected[0],
      expected[0],
      expected[4],
    ]);
    expect(two.statistics).toMatchObject({ batches: 12, elements: 48, skipped: 0 });
  });

  it('mixes data sets, each with its own labels', async () => {
    const [batch] = await epochs(create({ batchSize: 12 }), 1);
    expect(batch).toMatchObject({ pixels: { shape: [12, 3, 16, 20] }, targets: { shape: [12, 16, 20] } });
    expect(new Set(batch.ids).size).toBe(12);
    batch.ids.forEach((id, i) => {
      const words = id.startsWith('pets/')
        ? ['background', 'cat', 'dog', 'kitty', 'feline']
        : ['grass', 'cow', 'sheep'];
      expect(words).toEqual(expect.arrayContaining([...batch.labels[i]]));
      const targets = batch.targets.data.subarray(i * 320, (i + 1) * 320);
      expect(Math.max(...targets)).toBeLessThan(batch.labels[i].length);
      expect(Math.min(...targets)).toBeGreaterThanOrEqual(-1);
    });
  });

  it('depends on the seed', async () => {
    const [one, other] = await Promise.all([create().load(0, 0), create({ seed: 6 }).load(0, 0)]);
    expect(one.pixels).not.toEqual(other.pixels);
  });

  it('draws by weight', async () => {
    const datasets = [
      { dataset: pets, weight: 1 },
      { dataset: farm, weight: 3 },
    ];
    const batches = await epochs(create({ datasets, batchesPerEpoch: 4 }), 1);
    expect(batches.flatMap(({ ids }) => ids).filter((id) => id.startsWith('farm/'))).toHaveLength(12);
  });

  it.each([0, 1])('passes errors on with code and context (%i workers)', async (workers) => {
    const loader = create({ datasets: [{ dataset: broken }], workers });
    await expect(loader.load(0, 0)).rejects.toMatchObject({
      name: 'LangSegError',
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining(join('images', '2.png')),
      context: { path: expect.stringContaining('2.png') },
    });
  });

  it('takes another sample instead of one that can’t be read, always the same', async () => {
    const datasets = [{ dataset: { ...broken, onError: 'skip' as const } }];
    const loader = create({ datasets });
    const batches = await epochs(loader, 3);
    expect(batches.flatMap(({ ids }) => ids)).not.toContain('broken/2');
    expect(loader.statistics.skipped).toBeGreaterThanOrEqual(3);
    expect(loader.statistics.skippedExamples).toEqual([
      { id: 'broken/2', message: expect.stringContaining('2.png') },
    ]);
    expect(await epochs(create({ datasets }), 3)).toEqual(batches);
  });

  it('stops waiting when it is told to', async () => {
    const loader = create();
    await expect(loader.load(0, 0, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    const controller = new AbortController();
    const loading = loader.load(0, 0, { signal: controller.signal });
    controller.abort();
    await expect(loading).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await loader.load(0, 0)).ids).toHaveLength(4);
  });

  it('ends its workers in the middle of their work', async () => {
    const loader = create({ workers: 1 });
    const loading = loader.load(0, 0);
    await Promise.all([expect(loading).rejects.toMatchObject({ code: 'DISPOSED' }), loader.dispose()]);
    await expect(loader.load(0, 0)).rejects.toMatchObject({ code: 'DISPOSED' });
    await loader.dispose();
  });

  it('counts elements in which everything is ignored', async () => {
    const recipe: ElementRecipe = {
      augmentation: { type: 'random-crop', crop: 2, scale: [1, 1] },
      labels: { ignore: ['background', 'dog'] },
      retries: 0,
    };
    const loader = create({ datasets: [{ dataset: pets }], recipe, batchSize: 8 });
    const { targets } = await loader.load(0, 0);
    const elements = Array.from({ length: 8 }, (_, i) => targets.data.subarray(i * 4, i * 4 + 4));
    const ignored = elements.filter((element) => element.every((target) => target < 0)).length;
    expect(ignored).toBeGreaterThan(0);
    expect(loader.statistics.allIgnored).toBe(ignored);
  });

  it('refuses options that can’t be', async () => {
    const invalid = expect.objectContaining({ code: 'CONFIG_INVALID' });
    for (const options of [
      { workers: -1 },
      { batchSize: 0 },
      { datasets: [] },
      { datasets: [{ dataset: pets, weight: 1 }, { dataset: farm }] },
      { recipe: { augmentation: { type: 'random-crop', crop: 8 }, labels: { ignore: ['zebra'] } } },
      { recipe: { augmentation: { type: 'crop' } } as never },
    ])
      expect(() => create(options as Partial<BatchLoaderOptions>)).toThrow(invalid);
    for (const [epoch, index] of [
      [-1, 0],
      [0, 3],
      [0.5, 0],
      [0, NaN],
    ])
      await expect(create().load(epoch, index)).rejects.toThrow(invalid);
  });
});
