import { expectLinearTime } from '@langseg/dataset-testing/linear-time';
import { describe, expect, it } from 'vitest';
import { offeredLabels } from '../../data/labels/offered-labels.js';
import { loadWritten, wholeRecipe } from './__fixtures__/foreign-readers.js';

const tokens = ['a', '"', '[', '{"a":', '12345678,', '\0'];

describe('recipes of one token', () => {
  it.each<[string, (text: string) => string]>([
    ['alone', (text) => text],
    [
      'as an entry and its value',
      (text) => JSON.stringify({ ...wholeRecipe, [text]: text, model: { type: text } }),
    ],
    [
      'as synonyms',
      (text) =>
        JSON.stringify({
          ...wholeRecipe,
          data: { ...wholeRecipe.data, labels: { synonyms: { [text]: [text, ''] } } },
        }),
    ],
    ['in lists', (text) => `{"plugins":[${text}1],"data":{"train":[${text}1]}}`],
  ])('%s', async (_, content) => expectLinearTime((text) => loadWritten(content(text)), tokens));

  it('as a hundred thousand unknown entries', async () => {
    const entries = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`epoch${i}`, 1]));
    await expect(loadWritten(JSON.stringify({ ...wholeRecipe, ...entries }))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/^.{0,20000}$/s),
    });
  });

  it('nested too deep to be copied', async () => {
    await expect(loadWritten('['.repeat(100_000) + ']'.repeat(100_000))).rejects.toMatchObject({
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
