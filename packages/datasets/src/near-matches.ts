import { distance } from 'fastest-levenshtein';

/** Longer words are no names that anybody mistypes; comparing them takes time that grows with the square of their length. */
const longest = 100;

/** The names that `word` may have been meant to be, the likeliest first; at most three. */
export function nearMatches(word: string, names: readonly string[]): string[] {
  if (word.length > longest) return [];
  const wanted = word.toLowerCase();
  return names
    .filter((name) => name.length <= longest)
    .map((name) => ({ name, edits: distance(wanted, name.toLowerCase()) }))
    .filter(
      ({ name, edits }) =>
        edits <= Math.max(1, Math.floor(Math.max(name.length, word.length) / 3)) ||
        (edits === 2 && lettersOf(name) === lettersOf(wanted)),
    )
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Two letters that changed places are two edits, yet the commonest slip. */
function lettersOf(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}
