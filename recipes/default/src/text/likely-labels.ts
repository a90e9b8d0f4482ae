import type { WordTable } from '@langseg/text-encoders';
import { wordsOfSenses } from './words-of-senses.js';

/** The most frequent words stay whatever they mean: they are parts of phrases. */
const ANY_WORD = 4_000;

/** Keeps the words of a table that labels are likely to be made of: usual ones, things that can be seen, and adjectives. */
export async function likelyLabels(table: WordTable): Promise<WordTable> {
  const { dim, rows, scales, mean } = table;
  const { isThing, isDescribing } = await wordsOfSenses();
  const kept = table.words.flatMap((word, index) =>
    index < ANY_WORD || isThing(word) || isDescribing(word) ? [index] : [],
  );
  return {
    dim,
    mean,
    words: kept.map((index) => table.words[index]),
    scales: Float32Array.from(kept, (index) => scales[index]),
    rows: Int8Array.from(kept.flatMap((index) => [...rows.subarray(index * dim, (index + 1) * dim)])),
  };
}
