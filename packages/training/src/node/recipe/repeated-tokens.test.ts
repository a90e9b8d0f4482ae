import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@langseg/dataset-testing';
import { expectLinearTime } from '@langseg/dataset-testing/linear-time';
import { beforeAll, describe, expect, it } from 'vitest';
import { offeredLabels } from '../../data/labels/offered-labels.js';
import { loadRecipe } from './load-recipe.js';

let file: string;
beforeAll(async () => {
  file = join(await temporaryFolder(), 'recipe.json');
});

const tokens = ['a', '"', '[', '{"a":', '12345678,', '\0'];

const recipe = {
  model: { type: 'mobilenet' },
  text: { model: './text' },
  data: { train: [{ type: 'folder', path: 'photos' }] },
  epochs: 3,
  learningRate: { base: 0.01 },
};

function load(content: string): Promise<unknown> {
  writeFileSync(file, content);
  return loadRecipe(file, ['epochs=2']);
}

describe('recipes of one token', () => {
  it.each<[string, (text: string) => string]>([
    ['alone', (text) => text],
    [
      'as an entry and its value',
      (text) => JSON.stringify({ ...recipe, [text]: text, model: { type: text } }),
    ],
    [
      'as synonyms',
      (text) =>
        JSON.stringify({ ...recipe, data: { ...recipe.data, labels: { synonyms: { [text]: [text, ''] } } } }),
    ],
    ['in lists', (text) => `{"plugins":[${text}1],"data":{"train":[${text}1]}}`],
  ])('%s', async (_, content) => expectLinearTime((text) => load(content(text)), tokens));

  it('as a hundred thousand unknown entries', async () => {
    const entries = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`epoch${i}`, 1]));
    await expect(load(JSON.stringify({ ...recipe, ...entries }))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/^.{0,20000}$/s),
    });
  });

  it('nested too deep to be copied', async () => {
    await expect(load('['.repeat(100_000) + ']'.repeat(100_000))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});

it('synonyms of many words', async () => {
  await expectLinearTime(
    ({ length }) => {
      const classes = Array.from({ length: Math.floor(length / 20) }, (_, i) => `class ${i}`);
      const synonyms = Object.fromEntries(classes.map((name) => [name, [`${name}a`]]));
      return offeredLabels({ classes, ignoreValue: 65_535 }, { synonyms });
    },
    ['x'],
  );
});
