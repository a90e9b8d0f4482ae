import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { directoryAssets } from '@langseg/adapter-node';
import { writeSafetensors } from '@langseg/checkpoints';
import { sourceOf } from '@langseg/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialWeights } from '../../weights/initial-weights.js';
import { createNetwork } from '../../network/network.js';
import { toyRecipe } from '../run/__fixtures__/toy-recipe.js';
import { teacherWeights } from './teacher-weights.js';

const { model, parameters } = toyRecipe('data');
const network = createNetwork({ ...model, sizes: { ...Object(model.sizes), classes: 5 } }, 3);

const bundle = fileURLToPath(new URL('../../../../default-model/bundle', import.meta.url));
const models = async () => directoryAssets(bundle);

let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'langseg-teacher-'));
  const trunk = [...initialWeights(network.specs, 1)].flatMap(([name, value]) =>
    name.startsWith('backbone.') ? [[name.slice('backbone.'.length), sourceOf(value)] as const] : [],
  );
  const write = async (name: string, entries: typeof trunk) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeSafetensors(entries)) chunks.push(chunk);
    writeFileSync(join(dir, name), Buffer.concat(chunks));
  };
  await write('trunk.safetensors', trunk);
  await write('headless.safetensors', trunk.slice(0, -2));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function distillation(file = 'trunk.safetensors') {
  return { checkpoint: join(dir, file), scope: 'backbone.', weight: 1 };
}

describe('teacherWeights', () => {
  it('are all that the answers depend on', async () => {
    const weights = await teacherWeights(network, {
      recipe: { distillation: distillation(), parameters },
      models,
    });
    const trunk = network.specs.map(({ name }) => name).filter((name) => name.startsWith('backbone.'));
    expect([...weights!.keys()]).toEqual(trunk);
    expect(weights!.get('backbone.068.weight')?.shape).toEqual([5, 8, 1, 1]);
  });

  it('may be those of a model', async () => {
    const embedded = createNetwork({ ...model, sizes: undefined }, 128);
    const recipe = { distillation: { model: 'default', scope: '', weight: 1 }, parameters };
    const weights = await teacherWeights(embedded, { recipe, models });
    expect(weights!.get('backbone.068.weight')?.shape).toEqual([21, 256, 1, 1]);
  });

  it('are none without distillation', async () => {
    expect(await teacherWeights(network, { recipe: { parameters }, models })).toBeUndefined();
  });

  it('must be complete', async () => {
    const recipe = { distillation: distillation('headless.safetensors'), parameters };
    await expect(teacherWeights(network, { recipe, models })).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
    });
  });

  it('need a classifier that is trained', async () => {
    const recipe = { distillation: distillation(), parameters };
    await expect(teacherWeights(createNetwork(model, 3), { recipe, models })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('has none'),
    });
    const cacheFeatures = { megabytes: 10, dtype: 'fp32' } as const;
    const kept = { ...recipe, parameters: { ...parameters, cacheFeatures } };
    await expect(teacherWeights(network, { recipe: kept, models })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});
