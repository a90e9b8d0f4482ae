import type { WordTable } from '@langseg/text-encoders';
import { wordsOfSenses } from './words-of-senses.js';

/** The most frequent words stay whatever they mean: they are parts of phrases. */
const ANY_WORD = 8_000;

/** … and the most frequent adjectives. */
const ANY_ADJECTIVE = 10_000;

/**
 * Keeps the words of a table that labels are likely to be made of: usual ones, things that can be seen, places, people,
 * adjectives, and the words of known names.
 */
export async function likelyLabels(table: WordTable, names: Iterable<string>): Promise<WordTable> {
  const { dim, rows, scales, mean } = table;
  const { isThing, isPlaceOrPerson, isDescribing } = await wordsOfSenses();
  const named = new Set([...names].flatMap((name) => name.toLowerCase().split(/[^a-z]+/)));
  const kept = table.words.flatMap((word, index) =>
    index < ANY_WORD ||
    (index < ANY_ADJECTIVE && isDescribing(word)) ||
    named.has(word) ||
    isThing(word) ||
    isPlaceOrPerson(word)
      ? [index]
      : [],
  );
  return {
    dim,
    mean,
    words: kept.map((index) => table.words[index]),
    scales: Float32Array.from(kept, (index) => scales[index]),
    rows: Int8Array.from(kept.flatMap((index) => [...rows.subarray(index * dim, (index + 1) * dim)])),
  };
}
