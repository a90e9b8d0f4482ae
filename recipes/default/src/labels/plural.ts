/** What nobody counts. */
const uncounted = new Set('sky,grass,ground,water,sand,food,land,clothes,stairs,blinds,sea'.split(','));

/** Endings of plurals for words that end in something; the first that makes a known word is taken. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/person$/, 'people'],
  [/([^aeiou])y$/, '$1ies'],
  [/fe?$/, 'ves'],
  [/(s|x|z|ch|sh)$/, '$1es'],
  [/$/, 's'],
];

/** The plural of a label, or nothing for what is not counted or has no known plural. Of a phrase the last word changes. */
export function plural(label: string, isKnown: (word: string) => boolean): string | undefined {
  if (uncounted.has(label)) return undefined;
  const words = label.split(' ');
  const last = words.at(-1)!;
  for (const [pattern, ending] of endings) {
    const candidate = last.replace(pattern, ending);
    if (candidate !== last && isKnown(candidate)) return [...words.slice(0, -1), candidate].join(' ');
  }
  return undefined;
}
