import type { WordNet } from '../labels/word-net.js';

/** Pairs of words with the same meaning, or of which one means a kind of the other. */
export type WordPairs = readonly (readonly [number, number])[];

/**
 * Finds the pairs among the words of a table, by the most frequent meaning of each word: what a word also may mean would
 * pull it away from what it nearly always does.
 */
export function neighbours(wordNet: WordNet, words: readonly string[]): WordPairs {
  const index = new Map(words.map((word, i) => [word, i]));
  const meaning = new Map(words.map((word) => [word, wordNet.senses(word).at(0)?.id]));
  const pairs = new Map<string, readonly [number, number]>();
  for (const word of words) {
    const id = meaning.get(word);
    if (id === undefined) continue;
    const above = wordNet.synset(id).hypernyms;
    for (const near of [id, ...above])
      for (const other of wordNet.synset(near).words) {
        if (other === word || meaning.get(other) !== near) continue;
        const [a, b] = [index.get(word)!, index.get(other)!].sort((x, y) => x - y);
        pairs.set(`${a} ${b}`, [a, b]);
      }
  }
  return [...pairs.values()];
}
