import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHashingWriter, createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { bytesSource, openCheckpoint } from '@langseg/checkpoints';
import { defaultRegistry } from '@langseg/components';
import { planConversion, writeBundle } from '@langseg/convert';
import type { BundleConfig, Runtime } from '@langseg/core';
import { tinyTips } from '@langseg/model-testing';
import { createSegmenter } from 'langseg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { initialWeights } from '../../weights/initial-weights.js';
import type { TrainingEvent } from '../setup-event.js';
import { toyRecipe } from './__fixtures__/toy-recipe.js';
import { writeToyData } from './__fixtures__/toy-data.js';
import { readCheckpoint } from './checkpoint-folder.js';
import { readMetrics } from './metrics-file.js';
import { latestCheckpoint, runFolder } from './run-folder.js';
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
  dir = mkdtempSync(join(tmpdir(), 'langseg-frozen-'));
  data = join(dir, 'data');
  await writeToyData(data);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const cache = (folder: string) => ({ megabytes: 100, folder: join(dir, folder) });

/** Random TIPS, frozen, with a decoder that learns the toy data. */
function recipeOf(cacheFeatures: unknown, changes: object = {}) {
  return toyRecipe(data, {
    model: {
      type: 'tips',
      sizes: tinyTips,
      longestSide: 42,
      batchNorm: 'frozen',
      decoder: { type: 'conv', width: 16, layers: 1 },
    },
    parameters: { freeze: 'backbone', ...(cacheFeatures !== undefined && { cacheFeatures }) },
    augmentation: { type: 'fixed-views', size: 42 },
    data: { train: [{ type: 'folder', path: data }] },
    epochs: 4,
    learningRate: { base: 0.002 },
    optimizer: { type: 'adamw' },
    average: undefined,
    ...changes,
  });
}

interface Told {
  readonly notes: string[];
  readonly warnings: string[];
}

async function run(
  name: string,
  recipe: ReturnType<typeof recipeOf>,
  options: Partial<TrainRecipeOptions> = {},
) {
  const told: Told = { notes: [], warnings: [] };
  const onEvent = (event: TrainingEvent) => {
    if (event.type === 'note') told.notes.push(event.message);
    if (event.type === 'warning') told.warnings.push(event.message);
    options.onEvent?.(event);
  };
  const folder = join(dir, name);
  const { model } = await trainRecipe({ ...shared, ...options, recipe, folder, onEvent });
  const { tensors } = await readCheckpoint(await latestCheckpoint(runFolder(folder)));
  const metrics = await readMetrics(runFolder(folder).metrics);
  const losses = metrics.flatMap((line) => (line.type === 'step' ? [line.loss!] : []));
  const scores = metrics.flatMap((line) => (line.type === 'validation' ? [line.score] : []));
  return { ...told, model, losses, scores, weights: tensors.weights };
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(dir, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('a decoder on a frozen trunk', () => {
  it('learns from features that are kept, and becomes a model that segments', async () => {
    const first = await run('first', recipeOf(cache('features')));
    expect(first.notes.join()).toContain('Features of 6 photos in 2 looks take ');
    expect(first.warnings.join()).toContain('random');
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(first.losses.slice(-3))).toBeLessThan(0.8 * mean(first.losses.slice(0, 3)));
    // A horizon looks the same mirrored.
    expect(filesIn('features')).toHaveLength(6);

    const names = [...first.weights.keys()];
    const start = initialWeights(
      names
        .filter((name) => name.startsWith('blocks.'))
        .map((name) => ({
          name,
          shape: first.weights.get(name)!.shape,
          initial: { kind: 'truncated-normal', std: 0.02, limit: 2 },
          kind: 'parameter',
        })),
      1,
    );
    const qkv = 'blocks.0.attn.qkv.weight';
    expect(first.weights.get(qkv)).toEqual(start.get(qkv));
    expect(names.filter((name) => name.startsWith('decoder.')).length).toBeGreaterThan(10);

    const config = JSON.parse(readFileSync(join(first.model, 'config.json'), 'utf8')) as {
      pipeline: { imageEncoder: object };
    };
    expect(config.pipeline.imageEncoder).toMatchObject({
      type: 'trunk-decoder',
      trunk: 'tips',
      decoder: 'conv',
      outputStride: 14,
      sizeMultiple: 14,
    });
    await using segmenter = await createSegmenter({ model: first.model, threads: 1 });
    const { labelMap } = await segmenter.segment(join(data, 'images', '0.png'), ['sky', 'grass']);
    expect([labelMap[0], labelMap.at(-1)]).toEqual([0, 1]);
  });

  it('learns the same from kept features, from a damaged folder, without room, and in two sittings', async () => {
    const short = { epochs: 2 };
    const { weights } = await run('again', recipeOf(cache('features'), short));
    const [damaged] = filesIn('features');
    const bytes = readFileSync(damaged);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(damaged, bytes);
    const repaired = await run('repaired', recipeOf(cache('features'), short));
    expect(repaired.warnings.join()).toContain('is damaged');
    expect(readFileSync(damaged).equals(bytes)).toBe(false);
    expect(repaired.weights).toEqual(weights);

    const roomless = await run('roomless', recipeOf({ ...cache('none'), megabytes: 0.001 }, short));
    expect(roomless.warnings.join()).toContain('are used up');
    expect(roomless.weights).toEqual(weights);

    const controller = new AbortController();
    const onEvent = (event: TrainingEvent) =>
      event.type === 'step' && event.metrics.step === 4 && controller.abort();
    const own = recipeOf(100, short);
    await expect(run('sittings', own, { onEvent, signal: controller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    // Neither how much nor where is kept is a matter of the run.
    const resumed = await run('sittings', recipeOf(cache('features'), short), { resume: true });
    expect(resumed.weights).toEqual(weights);
  });

  it('learns nearly the same without keeping features, and from rounded ones', async () => {
    const kept = await run('kept', recipeOf(cache('features'), { epochs: 1 }));
    const plain = await run('plain', recipeOf(undefined, { epochs: 1 }));
    const rounded = await run('rounded', recipeOf({ ...cache('half'), dtype: 'fp16' }, { epochs: 1 }));
    for (const { losses } of [plain, rounded])
      losses.forEach((loss, i) => expect(loss).toBeCloseTo(kept.losses[i], 2));
    const [half, full] = ['half', 'features'].map((folder) => readFileSync(filesIn(folder)[0]).length - 32);
    expect(full).toBe(2 * half);
  });

  it('is measured on kept features, of which the trunk computes each once', async () => {
    const validated = (cacheFeatures: unknown) =>
      recipeOf(cacheFeatures, {
        data: { train: [{ type: 'folder', path: data }], validation: [{ type: 'folder', path: data }] },
        epochs: 3,
      });
    let photos = 0;
    const counting: Runtime = {
      ...shared.runtime,
      async load(source, options) {
        const session = await shared.runtime.load(source, options);
        return {
          ...session,
          run(feeds, runOptions) {
            if (session.outputs.some(({ name }) => name === 'level_4')) photos++;
            return session.run(feeds, runOptions);
          },
          dispose: () => session.dispose(),
        };
      },
    };
    const kept = await run('measured', validated(cache('measured-features')), { runtime: counting });
    // Six photos to train on, and the same ones as whole photos of another size.
    expect(photos).toBe(12);
    await run('measured-again', validated(cache('measured-features')), { runtime: counting });
    expect(photos).toBe(12);
    const plain = await run('measured-plainly', validated(undefined));
    expect(kept.scores).toHaveLength(3);
    kept.scores.forEach((score, i) => expect(score).toBeCloseTo(plain.scores[i], 2));
  });

  it('may be a network as it is, whose decoder asks for sizes of what is kept', async () => {
    const set = { type: 'folder', path: data };
    const changes = {
      model: { ...toyRecipe(data).model, batchNorm: 'frozen' },
      augmentation: { type: 'fixed-views', size: 32 },
      data: { train: [set], validation: [set] },
      epochs: 1,
    };
    const kept = await run('whole', recipeOf(cache('whole-features'), changes));
    const plain = await run('whole-plainly', recipeOf(undefined, changes));
    expect(kept.scores[0]).toBeCloseTo(plain.scores[0], 2);
  });

  it.each([
    ['dpt', { type: 'dpt', width: 8 }],
    ['linear', { type: 'linear' }],
  ])('may be %s', async (name, decoder) => {
    const model = {
      type: 'dinov2',
      sizes: { ...tinyTips, registers: 0 },
      longestSide: 42,
      decoder,
    };
    const trained = await run(name, recipeOf(100, { model, epochs: 1 }));
    await using segmenter = await createSegmenter({ model: trained.model, threads: 1 });
    const { labelMap } = await segmenter.segment(join(data, 'images', '1.png'), ['sky', 'grass']);
    expect(labelMap).toHaveLength(1600);
  });
});

it.each([
  ['a decoder on a trunk', {}],
  [
    'a network of its own',
    {
      model: {
        ...toyRecipe('-').model,
        logitScale: 33,
        regularizer: { type: 'bottleneck', depth: 1, activation: 'relu' },
      },
    },
  ],
])('%s becomes the same model again from its weights, which say what they are', async (name, changes) => {
  const { model } = await run(name, recipeOf(undefined, { epochs: 1, ...changes }));
  const wordTable = readFileSync(join(bundle, 'text', 'word-vectors.bin'));
  const planOf = async (options: object) => {
    const bytes = bytesSource(readFileSync(join(dir, name, 'weights.safetensors')));
    return planConversion(await openCheckpoint(bytes), { registry: defaultRegistry, ...options });
  };
  const again = join(dir, `${name} again`);
  mkdirSync(again);
  await writeBundle(await planOf({ wordTable }), createHashingWriter(again), { name: 'toy' });
  const contentOf = (folder: string) => {
    const text = readFileSync(join(folder, 'config.json'), 'utf8');
    const { pipeline, files } = JSON.parse(text) as BundleConfig;
    // Aliases of words are no part of a word table.
    return { ...pipeline, textEncoder: undefined, files };
  };
  expect(contentOf(again)).toEqual(contentOf(model));
  await expect(planOf({})).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('--word-table'),
  });
  await expect(planOf({ wordTable, heads: 3 })).rejects.toMatchObject({ code: 'USAGE' });
});

it('does not train on a trunk of which the start lacks a part', async () => {
  const { weights } = await run('complete', recipeOf(undefined, { epochs: 1, output: { use: 'last' } }));
  expect(weights.size).toBeGreaterThan(0);
  const start = { checkpoint: join(dir, 'complete', 'weights.safetensors'), minimum: 0 };
  const deeper = {
    type: 'tips',
    sizes: { ...tinyTips, depth: 5 },
    longestSide: 42,
    decoder: { type: 'linear' },
  };
  await expect(run('lacking', recipeOf(undefined, { start, model: deeper }))).rejects.toMatchObject({
    code: 'WEIGHTS_MISMATCH',
    message: expect.stringMatching(/no weights for \d+ of the \d+ frozen parameters.*blocks\.4\./),
  });
});
