import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { temporaryFolder } from '@langseg/dataset-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeTeacher } from '../teachers/__fixtures__/color-teacher.js';
import { writeToyData } from './__fixtures__/toy-data.js';
import { toyRecipe } from './__fixtures__/toy-recipe.js';
import type { TrainingEvent } from '../setup-event.js';
import { trainRecipe } from './train-recipe.js';

const bundle = fileURLToPath(new URL('../../../../default-model/bundle', import.meta.url));
let root: string;
beforeAll(async () => {
  root = await temporaryFolder();
  await writeToyData(join(root, 'data'), 4);
  await writeTeacher(join(root, 'colors'));
});

function train(
  name: string,
  changes: object,
  options: {
    readonly resume?: boolean;
    readonly signal?: AbortSignal;
    readonly onEvent?: (event: TrainingEvent) => void;
  } = {},
) {
  const recipe = toyRecipe(join(root, 'data'), {
    validation: { everyEpochs: 100 },
    epochs: 1,
    teaching: { teachers: [{ path: join(root, 'colors') }], folder: join(root, 'seen') },
    ...changes,
  });
  return trainRecipe({
    recipe,
    folder: join(root, name),
    runtime: createNodeRuntime({ threads: 1 }),
    workers: 0,
    models: async () => directoryAssets(bundle),
    ...options,
  });
}

const weightsOf = (name: string) => readFileSync(join(root, name, 'weights.safetensors'));

describe('training with teachers', () => {
  it('learns a teacher’s words from photos without masks', async () => {
    const losses: number[] = [];
    await train(
      'unlabelled',
      {
        data: { train: [{ type: 'photos', path: join(root, 'data/images') }], validation: [] },
        epochs: 12,
        learningRate: { base: 0.05 },
      },
      { onEvent: (event) => event.type === 'step' && losses.push(event.metrics.loss ?? NaN) },
    );
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(losses.slice(0, 3))).toBeGreaterThan(0.3);
    expect(mean(losses.slice(-4))).toBeLessThan(0.6 * mean(losses.slice(0, 3)));
    expect((await readdir(join(root, 'seen'))).join()).toMatch(/^colors-[0-9a-f]{16}$/);
  });

  it('goes on bit for bit, and makes maps that were lost again', async () => {
    await train('whole', {});
    const controller = new AbortController();
    const stop = (event: TrainingEvent) => {
      if (event.type === 'step' && event.metrics.step === 1) controller.abort();
    };
    await expect(train('halves', {}, { signal: controller.signal, onEvent: stop })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    await rm(join(root, 'seen'), { recursive: true });
    await train('halves', {}, { resume: true });
    expect(weightsOf('halves')).toEqual(weightsOf('whole'));
    await expect(
      train(
        'halves',
        { teaching: { teachers: [{ path: join(root, 'colors'), margin: 0.5 }] } },
        { resume: true },
      ),
    ).rejects.toThrow(/margin/);
  });

  it('looks only at the data sets that are named', async () => {
    const teachers = (datasets: readonly string[]) => ({
      teaching: { teachers: [{ path: join(root, 'colors'), datasets }] },
    });
    await expect(train('named', teachers(['streets']))).rejects.toThrow(/"streets".*trains on data\./);
    await train('named', teachers(['data']));
    expect(await readdir(join(root, 'named', 'teachers'))).toHaveLength(1);
  });

  it('needs words', async () => {
    const labelOptions = { ignore: ['lawn'] };
    const teaching = { teachers: [{ path: join(root, 'colors'), labelOptions }] };
    await expect(train('few', { teaching })).rejects.toThrow(/at least two words.*"heaven"/);
    const photos = { data: { train: [{ type: 'photos', path: join(root, 'data/images') }], validation: [] } };
    await expect(train('none', { ...photos, teaching: undefined })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
  });
});
