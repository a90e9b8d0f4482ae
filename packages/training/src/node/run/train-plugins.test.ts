import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadRecipe } from '../recipe/load-recipe.js';
import { writeToyData } from './__fixtures__/toy-data.js';
import { toyRecipe } from './__fixtures__/toy-recipe.js';
import { readCheckpoint } from './checkpoint-folder.js';
import { latestCheckpoint, runFolder } from './run-folder.js';
import { trainRecipe } from './train-recipe.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const bundle = fileURLToPath(new URL('../../../../default-model/bundle', import.meta.url));
const plugin = fileURLToPath(new URL('../__fixtures__/foreign-plugin.ts', import.meta.url));

let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'langseg-plugins-'));
  await writeToyData(join(dir, 'data'));
  const { model } = toyRecipe('data');
  const recipe = {
    plugins: [plugin],
    model,
    data: { train: [{ type: 'folder', path: 'data' }] },
    augmentation: { type: 'negative', side: 32 },
    optimizer: { type: 'signed' },
    schedule: { type: 'halving', times: 2 },
    batchSize: 2,
    stepsPerEpoch: 1,
    epochs: 2,
    learningRate: { base: 0.001 },
  };
  writeFileSync(join(dir, 'recipe.json'), JSON.stringify(recipe));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const shared = { runtime: createNodeRuntime({ threads: 1 }), models: async () => directoryAssets(bundle) };

it('trains with optimiser, schedule and augmentation of a plugin, and goes on from the recipe of the run', async () => {
  const whole = join(dir, 'whole');
  await trainRecipe({
    ...shared,
    recipe: await loadRecipe(join(dir, 'recipe.json')),
    folder: whole,
    workers: 0,
  });

  const folder = join(dir, 'parted');
  const stopped = new AbortController();
  const first = trainRecipe({
    ...shared,
    recipe: await loadRecipe(join(dir, 'recipe.json')),
    folder,
    workers: 1,
    signal: stopped.signal,
    onEvent: ({ type }) => type === 'step' && stopped.abort(),
  });
  await expect(first).rejects.toMatchObject({ code: 'ABORTED' });
  const stored = await loadRecipe(join(folder, 'recipe.json'));
  expect(stored).toMatchObject({ plugins: [plugin], optimizer: { type: 'signed' } });
  const { model } = await trainRecipe({ ...shared, recipe: stored, folder, workers: 0, resume: true });

  const final = async (path: string) =>
    (await readCheckpoint(await latestCheckpoint(runFolder(path)))).tensors;
  expect(await final(folder)).toEqual(await final(whole));
  expect(JSON.parse(readFileSync(join(model, 'config.json'), 'utf8'))).toMatchObject({
    pipeline: { imageEncoder: { type: 'mobilenet' } },
  });
});
