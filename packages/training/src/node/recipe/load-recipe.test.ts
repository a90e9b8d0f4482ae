import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse-recipe.js';
import { loadRecipe } from './load-recipe.js';
import { nodeRecipeSchema } from './node-recipe.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'langseg-recipe-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const recipe = {
  model: { type: 'mobilenet' },
  text: { model: './text' },
  start: { checkpoint: 'weights/a.pt' },
  distillation: { checkpoint: 'weights/b.pt' },
  data: { train: [{ type: 'folder', path: 'photos', weight: 2 }] },
  epochs: 3,
  learningRate: { base: 0.01 },
};

function write(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

it('reads JSON, with paths relative to the file', async () => {
  const found = await loadRecipe(write('r.json', JSON.stringify(recipe)), [
    'epochs=5',
    'start.model="default"',
  ]).catch((error: unknown) => error);
  expect(found).toMatchObject({
    message: expect.stringMatching(/start: give either a checkpoint or a model/),
  });
  expect(await loadRecipe(write('r.json', JSON.stringify(recipe)), ['epochs=5'])).toMatchObject({
    epochs: 5,
    text: { model: join(dir, 'text') },
    start: { checkpoint: join(dir, 'weights', 'a.pt') },
    distillation: { checkpoint: join(dir, 'weights', 'b.pt'), scope: '', weight: 1 },
    data: { train: [{ path: join(dir, 'photos'), weight: 2, onError: 'fail' }], validation: [] },
  });
});

it.each(['utf16le', 'utf8'] as const)(
  'reads what Windows writes: %s with a byte order mark',
  async (encoding) => {
    const path = join(dir, 'r.json');
    writeFileSync(path, Buffer.from(`\uFEFF${JSON.stringify(recipe)}`, encoding));
    expect((await loadRecipe(path)).epochs).toBe(3);
  },
);

it('leaves names of models alone', async () => {
  const path = write('r.json', JSON.stringify({ ...recipe, text: { model: 'owner/name' } }));
  expect((await loadRecipe(path)).text.model).toBe('owner/name');
});

it('imports modules', async () => {
  const path = write('r.mjs', `export const recipe = ${JSON.stringify(recipe)};`);
  expect(await loadRecipe(path)).toMatchObject({ epochs: 3 });
});

it.each([
  ['r.json', '{"epochs": 3', /r\.json is not JSON/],
  [
    'r.json',
    '{"data":{"train":[{"type":"folder","path":"x","splt":"a"}]}}',
    /data\.train\[0\]: unknown key "splt"\. Did you mean "split"/,
  ],
  ['r.mjs', 'export const other = 1;', /no export "recipe"/],
  ['r.mjs', 'export const', /can't be imported/],
])('says what is wrong with %s: %s', async (name, content, message) => {
  await expect(loadRecipe(write(name, content))).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(message),
  });
});

it('needs the file', async () => {
  await expect(loadRecipe(join(dir, 'none.json'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('understands every recipe of the documentation', () => {
  const page = readFileSync(new URL('../../../../../docs/training.md', import.meta.url), 'utf8');
  const recipes = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => JSON.parse(json) as unknown);
  expect(recipes).toHaveLength(5);
  for (const written of recipes) expect(parseRecipe(written, { schema: nodeRecipeSchema })).toBeDefined();
});

describe('plugins', () => {
  const plugin = fileURLToPath(new URL('../__fixtures__/foreign-plugin.ts', import.meta.url));
  const withPlugin = {
    ...recipe,
    optimizer: { type: 'signed', share: 0.5 },
    data: { train: [{ type: 'paired', path: 'photos', classes: ['a', 'b'] }] },
  };

  it('of a recipe are loaded before it is checked, and found from everywhere afterwards', async () => {
    const path = write('r.json', JSON.stringify({ ...withPlugin, plugins: [relative(dir, plugin)] }));
    const loaded = await loadRecipe(path);
    expect(loaded).toMatchObject({
      plugins: [plugin],
      optimizer: { type: 'signed' },
      data: { train: [{ type: 'paired', path: join(dir, 'photos') }] },
    });
    const again = write('again.json', JSON.stringify(loaded));
    expect(await loadRecipe(again)).toEqual(loaded);
  });

  it('of the command line become part of it', async () => {
    const path = write('r.json', JSON.stringify(withPlugin));
    await expect(loadRecipe(path)).rejects.toThrow(/optimizer\.type/);
    expect((await loadRecipe(path, [], { plugins: [plugin] })).plugins).toEqual([plugin]);
    expect((await loadRecipe(path, [`plugins=${JSON.stringify([plugin])}`])).plugins).toEqual([plugin]);
  });

  it('that are none are errors', async () => {
    const path = (plugins: unknown) => write('r.json', JSON.stringify({ ...recipe, plugins }));
    await expect(loadRecipe(path(['./none.mjs']))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(loadRecipe(path('mine'))).rejects.toThrow(/plugins: Invalid input: expected array/);
  });
});
