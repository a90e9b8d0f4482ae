import { parseAde20kLabels } from '@langseg/core';
import { expectLinearTime } from '@langseg/dataset-testing/linear-time';
import { describe, it } from 'vitest';
import { loadConfigFrom, readLabelsFrom } from './__fixtures__/foreign-readers.js';

describe('labels of one token', () => {
  it('in a text', async () => {
    await expectLinearTime((text) => readLabelsFrom('a.txt', text));
    await expectLinearTime(
      (text) => readLabelsFrom('a.txt', `a = ${text}|b`),
      ['a', 'a|', '|', ' ', ',', '='],
    );
  });

  it.each<[string, (text: string) => string]>([
    ['alone', (text) => text],
    ['as name and words', (text) => JSON.stringify({ [text]: [text, { name: text, words: [text] }] })],
    ['in a list', (text) => `[${text}"x"]`],
    ['as children', (text) => `[{"name":"a","children":[${text}"x"]}]`],
  ])('in JSON %s', async (_, content) => expectLinearTime((text) => readLabelsFrom('a.json', content(text))));

  it('in tables of synonyms', () => expectLinearTime((text) => parseAde20kLabels(`head\n${text}`)));
});

it.each<[string, (text: string) => string]>([
  ['alone', (text) => text],
  ['as plugins', (text) => JSON.stringify({ plugins: [text], model: text, [text]: 1 })],
  ['in a list', (text) => `{"plugins":[${text}1]}`],
])('a config of one token %s', async (_, content) =>
  expectLinearTime((text) => loadConfigFrom(content(text)), ['a', '"', '[', '{"a":', '12345678,', '\0']),
);
