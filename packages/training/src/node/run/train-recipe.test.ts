import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets, fileSource } from '@langseg/adapter-node';
import { openCheckpoint } from '@langseg/checkpoints';
import { planConversion } from '@langseg/convert';
import { createSegmenter } from 'langseg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { trainingRegistry } from '../../components/training-registry.js';
import { toyRecipe } from './__fixtures__/toy-recipe.js';
import { writeToyData } from './__fixtures__/toy-data.js';
import { readCheckpoint } from './checkpoint-folder.js';
import { readMetrics } from './metrics-file.js';
import { latestCheckpoint, runFolder } from './run-folder.js';
import type { TrainingEvent } from '../setup-event.js';
import { trainRecipe, type TrainRecipeOptions } from './train-recipe.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const bundle = fileURLToPath(new URL('../../../../default-model/bundle', import.meta.url));
const shared = {
  models: async () => directoryAssets(bundle),
  runtime: createNodeRuntime({ threads: 1 }),
  workers: 0,
} satisfies Partial<TrainRecipeOptions>;

let dir: string;
let data: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'langseg-train-'));
  data = join(dir, 'data');
  await writeToyData(data);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('trainRecipe', () => {
  it('makes a model that segments, and resumes bit for bit', async () => {
    const whole = join(dir, 'whole');
    const events: TrainingEvent[] = [];
    const recipe = toyRecipe(data);
    const run = await trainRecipe({
      ...shared,
      recipe,
      folder: whole,
      onEvent: (event) => events.push(event),
    });
    expect(run.progress).toMatchObject({ step: 6, epoch: 2 });
    expect(readdirSync(whole).sort()).toEqual([
      'best',
      'checkpoints',
      'examples',
      'metrics.jsonl',
      'model',
      'recipe.json',
      'report.html',
      'weights.safetensors',
    ]);
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(['checking', 'data', 'ready', 'step', 'validating', 'validation', 'checkpoint', 'exported']),
    );
    expect(events.find(({ type }) => type === 'ready')).toMatchObject({ labels: 2, steps: 6, nextStep: 1 });

    await using segmenter = await createSegmenter({ model: run.model, threads: 1 });
    const result = await segmenter.segment(join(data, 'images', '0.png'), ['sky', 'grass']);
    expect(result.labelMap).toHaveLength(1600);

    const parts = join(dir, 'parts');
    const controller = new AbortController();
    const stopped = trainRecipe({
      ...shared,
      recipe,
      folder: parts,
      signal: controller.signal,
      onEvent: (event) => event.type === 'step' && event.metrics.step === 2 && controller.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    await trainRecipe({ ...shared, recipe, folder: parts, resume: true });

    const [a, b] = await Promise.all(
      [whole, parts].map(async (folder) => readCheckpoint(await latestCheckpoint(runFolder(folder)))),
    );
    expect(b.tensors).toEqual(a.tensors);
    const losses = async (folder: string) =>
      (await readMetrics(runFolder(folder).metrics)).map((line) =>
        line.type === 'step' ? line.loss : line.score,
      );
    expect(await losses(parts)).toEqual(await losses(whole));
    const weightsOf = (folder: string) => readFileSync(join(folder, 'weights.safetensors'));
    expect(weightsOf(parts).equals(weightsOf(whole))).toBe(true);
  });

  it('writes a state dict that can be converted', async () => {
    const source = await fileSource(join(dir, 'whole', 'weights.safetensors'));
    const checkpoint = await openCheckpoint(source);
    expect([...checkpoint.tensors.keys()]).toContain('fuse8.1.num_batches_tracked');
    const wordTable = new Uint8Array(readFileSync(join(bundle, 'text', 'word-vectors.bin')));
    const { pipeline } = await planConversion(checkpoint, { registry: trainingRegistry, wordTable });
    expect(pipeline.head.logitScale).toBeCloseTo(14.2857, 3);
    await source.close();
  });

  it('does not go on as another run', async () => {
    const again = (changes: object) =>
      trainRecipe({ ...shared, recipe: toyRecipe(data, changes), folder: join(dir, 'whole'), resume: true });
    await expect(again({ batchSize: 3, seed: 2 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/ {2}seed: 1 is now 2\n {2}batchSize: 2 is now 3\n/),
    });
    await expect(
      trainRecipe({ ...shared, recipe: toyRecipe(data), folder: join(dir, 'whole') }),
    ).rejects.toMatchObject({ code: 'IO_FAILED', message: expect.stringMatching(/already contains a run/) });
    await expect(
      trainRecipe({ ...shared, recipe: toyRecipe(data), folder: join(dir, 'none'), resume: true }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('starts from a finished model or from a checkpoint, and accumulates', async () => {
    const reports: TrainingEvent[] = [];
    const onEvent = (event: TrainingEvent) => event.type === 'start' && reports.push(event);
    const weights = join(dir, 'whole', 'weights.safetensors');
    const changes = { epochs: 1, accumulate: 2, parameters: { freeze: 'backbone' }, average: undefined };
    const recipe = toyRecipe(data, { ...changes, start: { checkpoint: weights, minimum: 1 } });
    const run = await trainRecipe({ ...shared, recipe, folder: join(dir, 'next'), onEvent });
    expect(run.progress.step).toBe(1);
    expect(reports).toMatchObject([{ from: weights, report: { missing: [], mismatched: [] } }]);

    const from = await fileSource(weights);
    const before = (await openCheckpoint(from)).tensors;
    const to = await fileSource(run.weights);
    const after = (await openCheckpoint(to)).tensors;
    const frozen = 'backbone.000.weight';
    expect(await after.get(frozen)!.load()).toEqual(await before.get(frozen)!.load());
    const trained = 'fuse4.6.weight';
    expect(await after.get(trained)!.load()).not.toEqual(await before.get(trained)!.load());
    await from.close();
    await to.close();

    const other = toyRecipe(data, { start: { model: 'default' } });
    await expect(trainRecipe({ ...shared, recipe: other, folder: join(dir, 'other') })).rejects.toMatchObject(
      { code: 'WEIGHTS_MISMATCH' },
    );
  });
});

it('begins again where a run was never saved, and not where files of others are', async () => {
  const folder = join(dir, 'again');
  const controller = new AbortController();
  const stopAtOnce = (event: TrainingEvent) => event.type === 'ready' && controller.abort();
  const options = {
    ...shared,
    recipe: toyRecipe(data, { epochs: 1, data: { train: [{ type: 'folder', path: data }] } }),
  };
  const stopped = trainRecipe({ ...options, folder, signal: controller.signal, onEvent: stopAtOnce });
  await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  expect(readdirSync(folder).sort()).toEqual(['checkpoints', 'metrics.jsonl', 'recipe.json']);
  expect((await trainRecipe({ ...options, folder })).progress.step).toBe(3);
  await expect(trainRecipe({ ...options, folder: data })).rejects.toThrow(/is not empty/);
});

describe('what is wrong is found before the first step', () => {
  const refused = (changes: object) =>
    trainRecipe({ ...shared, recipe: toyRecipe(data, changes), folder: join(dir, 'refused') });
  const set = () => ({ type: 'folder', path: data });

  it.each([
    [
      'a label no encoder knows',
      () => ({ data: { train: [set()], labels: { names: { sky: 'xqzzyk' } } } }),
      'LABELS_INVALID',
      /knows no word of "xqzzyk"/,
    ],
    [
      'a data set with a single label',
      () => ({ data: { train: [set()], labels: { ignore: ['grass'] } } }),
      'LABELS_INVALID',
      /must offer at least two labels, .* offers only/,
    ],
    ['too few photos', () => ({ accumulate: 9 }), 'CONFIG_INVALID', /fewer than one update/],
    [
      'a crop that does not fit',
      () => ({ model: { type: 'dpt-vit' }, augmentation: { type: 'random-crop', crop: 40 } }),
      'CONFIG_INVALID',
      /multiples of 32 pixels/,
    ],
    [
      'features of photos that look different each time',
      () => ({ parameters: { freeze: 'backbone', cacheFeatures: 10 } }),
      'CONFIG_INVALID',
      /use augmentation "fixed-views" or "encoding-validation", not "random-crop"/,
    ],
    [
      'a pattern that fits nothing',
      () => ({ parameters: { freeze: ['neck.*'] } }),
      'CONFIG_INVALID',
      /No parameter is called "neck\.\*"/,
    ],
  ])('%s', async (_, changes, code, message) => {
    await expect(refused(changes())).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(readdirSync(dir)).not.toContain('refused');
  });

  it('masks that do not fit', async () => {
    const broken = join(dir, 'broken');
    await writeToyData(broken, 3);
    writeFileSync(join(broken, 'classes.json'), '["sky"]');
    writeFileSync(join(broken, 'images', '1.png'), 'no picture');
    const train = [{ type: 'folder', path: broken }];
    await expect(refused({ data: { train } })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
      message: expect.stringMatching(/3 of the 3 samples of the data set broken can't be used/),
    });
  });
});
