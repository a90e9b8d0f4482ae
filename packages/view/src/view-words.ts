import { wordColor } from './word-colors.js';

/** A word of a view. */
export interface ViewWord {
  readonly word: string;
  /** `#rrggbb`. */
  readonly color: string;
}

/** More words than anybody reads below a photo. */
const mostWords = 100;

const colored = /^(.*\S)\s*(#[0-9a-f]{6})$/i;

/**
 * Words of an attribute: between commas, semicolons or line ends, each with a colour of its own behind it if it shall have one, as in
 * `cow, grass #b6d94c`. Repeated and blank ones are left out.
 */
export function parseWords(text: string): readonly ViewWord[] {
  const words = new Map<string, ViewWord>();
  for (const entry of text.split(/[,;\n]/)) {
    const tidy = entry.replace(/\s+/g, ' ').trim().slice(0, 200);
    const [, word = tidy, color = wordColor(words.size)] = colored.exec(tidy) ?? [];
    const key = word.toLowerCase();
    if (word && !words.has(key) && words.size < mostWords)
      words.set(key, { word, color: color.toLowerCase() });
  }
  return [...words.values()];
}

/** The same as {@link parseWords} reads; colours that a word has by its position are left out. */
export function formatWords(words: readonly ViewWord[]): string {
  return words
    .map(({ word, color }, position) => (color === wordColor(position) ? word : `${word} ${color}`))
    .join(', ');
}
