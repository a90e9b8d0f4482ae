import { rejected } from './corrections.js';
import { meaningsOf, type Rank } from './class-words.js';
import type { WordNet } from './word-net.js';

/** Options of {@link unofferedKinds}. */
export interface UnofferedOptions {
  /** Words that training offered, and others that must not be taken. */
  readonly taken: ReadonlySet<string>;
  readonly rank: Rank;
}

/** Rarer words are left out. */
const USUAL_RANK = 40_000;
/** Steps down in WordNet's tree. */
const STEPS = 2;

/**
 * Words for a class and for kinds of it that the network has not met, most usual first: what a person may ask for who knows more
 * about dogs than the photos' captions.
 */
export function unofferedKinds(
  wordNet: WordNet,
  name: string,
  { taken, rank }: UnofferedOptions,
): readonly string[] {
  const found = new Set<string>();
  let level = meaningsOf(wordNet, name);
  for (let step = 0; step <= STEPS; step++) {
    for (const { id, words } of level)
      for (const word of words)
        if (
          (rank(word) ?? Infinity) < USUAL_RANK &&
          wordNet.senses(word)[0]?.id === id &&
          !taken.has(word) &&
          !rejected.has(word)
        )
          found.add(word);
    level = level.flatMap(({ hyponyms }) => hyponyms.map((id) => wordNet.synset(id)));
  }
  return [...found].sort((a, b) => rank(a)! - rank(b)!);
}
