/** British and American spellings and inflections: what a word may be called in the table instead. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/ies$/, 'y'],
  [/ves$/, 'f'],
  [/ves$/, 'fe'],
  [/es$/, ''],
  [/s$/, ''],
  [/mice$/, 'mouse'],
  [/geese$/, 'goose'],
  [/teeth$/, 'tooth'],
  [/feet$/, 'foot'],
  [/men$/, 'man'],
  [/$/, 's'],
  [/our/, 'or'],
  [/or(?=s?$)/, 'our'],
  [/re(?=s?$)/, 'er'],
  [/er(?=s?$)/, 're'],
  [/is(?=e|ing|ation)/, 'iz'],
  [/iz(?=e|ing|ation)/, 'is'],
  [/ogue/, 'og'],
  [/ae/, 'e'],
  [/ll(?=e[dr]|ing)/, 'l'],
];

const SHORTEST_PART = 3;
const SHORTEST_COMPOUND = 7;
/** No two words of a table are longer together; every place of a long text would be looked up in vain. */
const LONGEST_COMPOUND = 60;

/** The first known variant of a word: singular, plural, or the spelling of the other side of the Atlantic. */
export function findVariant(word: string, isKnown: (word: string) => boolean): string | undefined {
  for (const [pattern, replacement] of rules) {
    const variant = word.replace(pattern, replacement);
    if (variant !== word && variant.length >= SHORTEST_PART && isKnown(variant)) return variant;
  }
  return undefined;
}

/**
 * Splits a compound written as one word, as in `trafficlight`, into two known words of at least three and four letters;
 * of several ways the one whose rarer part is the most frequent.
 *
 * @param rank place of a word in order of frequency; `undefined` for unknown words.
 */
export function splitCompound(
  word: string,
  rank: (word: string) => number | undefined,
): readonly [string, string] | undefined {
  if (word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND) return undefined;
  let best: readonly [string, string] | undefined;
  let bestRank = Infinity;
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const parts = [word.slice(0, at), word.slice(at)] as const;
    const rarer = Math.max(...parts.map((part) => rank(part) ?? Infinity));
    if (rarer < bestRank) [best, bestRank] = [parts, rarer];
  }
  return best;
}
