import { findVariant, splitCompound } from './spelling-variants.js';

/** The known words of a label, and how they were found. */
export interface LabelReading {
  /** Words of the table, in the order of the label; repeated words count twice. */
  readonly words: readonly string[];
  /** Words that stand for other spellings: `trafficlight` → `traffic light`. */
  readonly guesses: readonly { readonly word: string; readonly readAs: string }[];
  /** Words that were left out, apart from those that mean nothing by themselves. */
  readonly unknown: readonly string[];
}

/** What {@link readLabel} looks words up in. */
export interface Vocabulary {
  /** Whole labels, in lower case, that are spelled out before they are read: `pottedplant` → `potted plant`. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Place of every word in order of frequency. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** Articles, and what stands behind the apostrophe of `children's`: a label means the same without them. */
const empty = new Set(['a', 'an', 'the', 's']);

/**
 * Takes a label apart into known words: lower-case, accents removed, every run of letters a–z a word, articles left out where
 * there is anything else. An unknown word is tried in singular, plural, British and American spelling and as a compound of two words, then left out.
 */
export function readLabel(label: string, { aliases, ranks }: Vocabulary): LabelReading {
  const name = label.toLowerCase().trim().replace(/\s+/g, ' ');
  const plain = (aliases.get(name) ?? name).normalize('NFD').replace(/\p{M}/gu, '');
  const words: string[] = [];
  const guesses: { word: string; readAs: string }[] = [];
  const unknown: string[] = [];
  const all = plain.match(/[a-z]+/g) ?? [];
  const meaningful = all.filter((word) => !empty.has(word));
  for (const word of meaningful.length > 0 ? meaningful : all) {
    if (ranks.has(word)) {
      words.push(word);
      continue;
    }
    const variant = findVariant(word, (candidate) => ranks.has(candidate));
    const found = variant ? [variant] : splitCompound(word, (part) => ranks.get(part));
    if (found) {
      words.push(...found);
      guesses.push({ word, readAs: found.join(' ') });
    } else if (!empty.has(word)) unknown.push(word);
  }
  return { words, guesses, unknown };
}
