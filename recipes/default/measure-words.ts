/**
 * Measures word vectors: what was learned from four fifths of CLIP's names and of WordNet's pairs, on the last fifth.
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/measure-words.ts
 */
import { join } from 'node:path';
import { createWordVectorsEncoder } from '@langseg/text-encoders';
import { Matrix } from 'ml-matrix';
import { readWordNet } from './src/labels/word-net.js';
import { materialFromEnvironment } from './src/material.js';
import { chosen } from './src/text/chosen.js';
import { readClipNames, type NameEmbeddings } from './src/text/clip-names.js';
import { readGloveWords } from './src/text/glove-words.js';
import { mapWords, retrofitWords, type MapWordsOptions } from './src/text/map-words.js';
import { correlation, cosines, nearestFound, rankCorrelation, reciprocalRank } from './src/text/measures.js';
import { neighbours } from './src/text/neighbours.js';
import { wordRows, wordTable, type WordRows } from './src/text/word-rows.js';

const FOLDS = 5;
/** More words than this would only take time: those of names, and the most usual ones that WordNet links. */
const USUAL = 6000;

const wordNet = await readWordNet();
const table = await readGloveWords();
const all = await readClipNames(join(materialFromEnvironment().weights, 'clip-text'));
const linked = new Set(
  neighbours(wordNet, table.words.slice(0, USUAL)).flatMap((pair) => pair.map((i) => table.words[i])),
);
const named = new Set(all.names.flatMap((name) => name.split(' ')));
const glove = wordRows(table, (word) => linked.has(word) || named.has(word));
const pairs = neighbours(wordNet, glove.words);

/** The names that do or don't belong to a fold; a name is known if all its words are. */
function namesOf(fold: number, isIn: boolean): NameEmbeddings {
  const known = new Set(glove.words);
  const kept = all.names.flatMap((name, i) =>
    (i % FOLDS === fold) === isIn && name.split(' ').every((word) => known.has(word)) ? [i] : [],
  );
  return {
    names: kept.map((i) => all.names[i]),
    embeddings: all.embeddings.subMatrixRow(kept),
  };
}

type Method = (fold: number) => Promise<WordRows>;
const retrofitted: Method = async (fold) =>
  retrofitWords(
    glove,
    pairs.filter((_, i) => i % FOLDS !== fold),
  );
const mapped =
  (options: Partial<MapWordsOptions>): Method =>
  async (fold) =>
    mapWords(await retrofitted(fold), namesOf(fold, false), { ...chosen, ...options });

async function measure(method: Method, fold: number): Promise<readonly number[]> {
  const rows = await method(fold);
  const { names, embeddings } = namesOf(fold, true);
  const { data } = await createWordVectorsEncoder(wordTable(rows)).encode([...names]);
  const found = cosines(Matrix.from1DArray(names.length, rows.directions.columns, data));
  const wanted = cosines(embeddings);
  const held = pairs.filter((_, i) => i % FOLDS === fold);
  return [
    correlation(found, wanted),
    rankCorrelation(found, wanted),
    nearestFound(found, wanted, 5),
    reciprocalRank(cosines(rows.directions), held),
  ];
}

const methods: Readonly<Record<string, Method>> = {
  'centred GloVe': async () => glove,
  'moved towards WordNet neighbours': retrofitted,
  'and mapped, as chosen': mapped({}),
  'mapped, 64 numbers': mapped({ dim: 64 }),
  'mapped, 192 numbers': mapped({ dim: 192 }),
  'mapped, axes as they are': mapped({ evenness: 0 }),
  'mapped only': mapped({ own: 0.01 }),
};
console.log('| word vectors | Pearson | Spearman | nearest in 5 | reciprocal rank |');
console.log('| --- | --- | --- | --- | --- |');
for (const [name, method] of Object.entries(methods)) {
  const results: (readonly number[])[] = [];
  for (let fold = 0; fold < 2; fold++) results.push(await measure(method, fold));
  const means = results[0].map((_, k) => results.reduce((sum, row) => sum + row[k], 0) / results.length);
  console.log(`| ${name} | ${means.map((value) => value.toFixed(3)).join(' | ')} |`);
}
