import type { TextVocabulary } from '../interfaces/text-vocabulary.js';
import { commonWords } from '../lint/common-words.js';

/** Shorter beginnings are hardly meant as words of their own. */
const shortest = 3;

/** A word that is so much rarer than one that it begins is hardly meant. */
const rarer = 2;

/**
 * Words that a text may be the beginning of, the likeliest first: common nouns of what photos show before the other words of a
 * vocabulary, and the text itself where it is a word. Of several words, the last one is completed.
 *
 * @param count how many at most.
 */
export function completeWord(
  text: string,
  vocabulary: TextVocabulary | undefined,
  count: number,
): readonly string[] {
  const start = text.trimStart();
  const last = start.split(/\s/).at(-1) ?? '';
  const before = start.slice(0, start.length - last.length);
  const typed = last.toLowerCase();
  if (!typed) return [];
  const words = vocabulary?.words ?? [];
  const longer = (word: string): boolean => word.startsWith(typed) && word !== typed;
  const found = new Set([...commonWords.filter(longer), ...words.filter(longer)]);
  const rank = words.indexOf(typed);
  const isWord = rank >= 0 || commonWords.includes(typed);
  const list = [...found].slice(0, count);
  if (isWord) list.splice(isMeant(typed, rank, list[0], words) ? 0 : 1, 0, typed);
  return list.slice(0, count).map((word) => `${before}${word}`);
}

function isMeant(typed: string, rank: number, longer: string | undefined, words: readonly string[]): boolean {
  if (longer === undefined || commonWords.includes(typed)) return true;
  const other = words.indexOf(longer);
  return typed.length >= shortest && (other < 0 || rank <= rarer * other);
}
