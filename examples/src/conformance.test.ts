import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { testRegularizer, testTextEncoder } from '@langseg/conformance';
import { parsePreprocessorConfig, readJsonAsset } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { describe, expect, it } from 'vitest';
import { createMeanFilter } from './mean-filter.js';
import { translatedWords } from './translated-words.js';

const assets = directoryAssets(fileURLToPath(bundleUrl));
const preprocessing = parsePreprocessorConfig(await readJsonAsset(assets, 'preprocessor_config.json'));
const context = { runtime: createNodeRuntime(), assets, preprocessing };

describe('translated-words', () => {
  const create = () =>
    translatedWords.create(translatedWords.configSchema.parse({ language: 'de' }), context);

  testTextEncoder({ create, labels: ['Hund', 'Gras', 'Himmel'], partlyKnownLabel: 'sky xqzzy' });

  it('reads a word and its translation alike', async () => {
    const encoder = await create();
    const [german, english] = await Promise.all(['Kuh', 'cow'].map((label) => encoder.encode([label])));
    expect(german.data).toEqual(english.data);
    await encoder.dispose();
  });
});

describe('mean filter', () => {
  testRegularizer({ create: () => createMeanFilter(1) });
});
