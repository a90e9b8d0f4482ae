import { distance } from 'fastest-levenshtein';

/** Shorter words are near to too many others, longer ones are no words that anybody mistypes. */
const [shortest, longest] = [4, 30];

/**
 * The word that an unknown one may have been meant to be: at most one edit away, from seven letters on two. Letters that changed
 * places are one edit. Of several the nearest, then the most frequent.
 *
 * @param words most frequent first.
 */
export function nearWord(unknown: string, words: readonly string[]): string | undefined {
  if (unknown.length < shortest || unknown.length > longest) return undefined;
  const most = unknown.length < 7 ? 1 : 2;
  const letters = lettersOf(unknown);
  let best: string | undefined;
  let least = most + 1;
  for (const word of words) {
    if (Math.abs(word.length - unknown.length) > most || word.length < shortest) continue;
    const counted = distance(unknown, word);
    const edits = counted === 2 && lettersOf(word) === letters ? 1 : counted;
    if (edits < least) [best, least] = [word, edits];
  }
  return best;
}

function lettersOf(word: string): string {
  return [...word].sort().join('');
}
