import { alsoBroader, instead, rejected } from './corrections.js';
import { senses } from './senses.js';
import { ancestors, type Synset, type WordNet } from './word-net.js';

/** Other words for a class. */
export interface ClassWords {
  /** Words for the same thing, and usual ones for kinds of it. */
  readonly synonyms: readonly string[];
  /** Words for what it is a kind of. */
  readonly broader: readonly string[];
}

/** Place of a word in order of frequency; `undefined` for one that must not be offered. */
export type Rank = (word: string) => number | undefined;

/** WordNet is a tree of things; what is fewer steps below "entity" than this is too abstract to be seen. */
const LEAST_DEPTH = 6;
/** Kinds are offered only if their word is this usual, and only so many. */
const USUAL_RANK = 30_000;
const MOST_KINDS = 8;

/**
 * Finds other words for a class in WordNet. A word is taken only where what is meant is among its two most frequent
 * meanings, or for kinds the most frequent: "sedan" for a car, but not "machine".
 */
export function classWords(wordNet: WordNet, name: string, rank: Rank): ClassWords {
  const meanings = meaningsOf(wordNet, name);
  const isKnown = (phrase: string) => phrase.split(' ').every((word) => rank(word) !== undefined);
  const usual = (synset: Synset, most: number) =>
    synset.words.filter((word) => {
      const known = wordNet.senses(word).slice(0, most);
      return isKnown(word) && word.split(' ').length <= 2 && known.some(({ id }) => id === synset.id);
    });
  const kinds = meanings
    .flatMap(({ hyponyms }) => hyponyms)
    .flatMap((id) => usual(wordNet.synset(id), 1))
    .filter((word) => (rank(word) ?? Infinity) < USUAL_RANK && !rejected.has(word))
    .sort((a, b) => rank(a)! - rank(b)!)
    .slice(0, MOST_KINDS);
  const above = ancestors(wordNet, meanings)
    .filter((synset) => depth(wordNet, synset) >= LEAST_DEPTH)
    .flatMap((synset) => usual(synset, 2).slice(0, 1));
  const corrected = Object.hasOwn(instead, name) ? instead[name] : {};
  const clean = (words: readonly string[]) =>
    [...new Set(words)].filter((word) => word !== name && !rejected.has(word) && isKnown(word));
  const synonyms = clean(corrected.synonyms ?? [...meanings.flatMap((synset) => usual(synset, 2)), ...kinds]);
  const broader = clean(corrected.broader ?? [...above, ...(alsoBroader[name] ?? [])]);
  const isVehicle = broader.includes('vehicle');
  return {
    synonyms,
    // Everything with wheels is a container to WordNet.
    broader: broader.filter((word) => !synonyms.includes(word) && !(isVehicle && word === 'container')),
  };
}

/** What a class means: by `senses.ts`, or else the most frequent meaning of its name. */
export function meaningsOf(wordNet: WordNet, name: string): Synset[] {
  const singular = wordNet.senses(name).length > 0 ? name : name.replace(/s$/, '');
  const chosen = Object.hasOwn(senses, name) ? senses[name] : [`${singular}#1`];
  return chosen.flatMap((sense) => {
    const [word, number] = sense.split('#');
    const synset = wordNet.senses(word)[Number(number) - 1];
    if (synset) return [synset];
    if (Object.hasOwn(senses, name)) throw new Error(`WordNet has no noun ${sense}; see senses.ts.`);
    return [];
  });
}

/** Fewest steps up to the root. */
function depth(wordNet: WordNet, { hypernyms }: Synset): number {
  return hypernyms.length === 0
    ? 0
    : 1 + Math.min(...hypernyms.map((id) => depth(wordNet, wordNet.synset(id))));
}
