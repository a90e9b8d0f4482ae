import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAde20kLabels, createLabelSet } from '@langseg/core';
import { temporaryFolder } from '@langseg/dataset-testing';
import { expectLinearTime } from '@langseg/dataset-testing/linear-time';
import { beforeAll, describe, it } from 'vitest';
import { readLabelList } from './commands/segment/read-label-list.js';
import { loadConfig } from './setup/load-config.js';
import type { Terminal } from './terminal/terminal.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

const terminal = { warn: () => undefined } as unknown as Terminal;

describe('labels of one token', () => {
  const read = async (name: string, text: string) => {
    const labelsFile = join(folder, name);
    writeFileSync(labelsFile, text);
    const labels = await readLabelList({ labelsFile }, terminal);
    return [createLabelSet(labels), createLabelSet(labels, { depth: 3 })];
  };

  it('in a text', async () => {
    await expectLinearTime((text) => read('a.txt', text));
    await expectLinearTime((text) => read('a.txt', `a = ${text}|b`), ['a', 'a|', '|', ' ', ',', '=']);
  });

  it.each<[string, (text: string) => string]>([
    ['alone', (text) => text],
    ['as name and words', (text) => JSON.stringify({ [text]: [text, { name: text, words: [text] }] })],
    ['in a list', (text) => `[${text}"x"]`],
    ['as children', (text) => `[{"name":"a","children":[${text}"x"]}]`],
  ])('in JSON %s', async (_, content) => expectLinearTime((text) => read('a.json', content(text))));

  it('in tables of synonyms', () => expectLinearTime((text) => parseAde20kLabels(`head\n${text}`)));
});

it.each<[string, (text: string) => string]>([
  ['alone', (text) => text],
  ['as plugins', (text) => JSON.stringify({ plugins: [text], model: text, [text]: 1 })],
  ['in a list', (text) => `{"plugins":[${text}1]}`],
])('a config of one token %s', async (_, content) => {
  const path = join(folder, 'langseg.config.json');
  await expectLinearTime(
    (text) => {
      writeFileSync(path, content(text));
      return loadConfig(path);
    },
    ['a', '"', '[', '{"a":', '12345678,', '\0'],
  );
});
