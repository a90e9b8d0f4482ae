import { findWord, type LabelList } from './label-list.js';

/** The catch-all that competes without being painted. */
export const otherWord = 'other';

/**
 * Words for the engine: those of the list, the one being typed, and the catch-all where it is wanted. A single word always
 * has it as its rival, or it would win everything; and it never stands alone, for the same reason.
 */
export function wordsToAsk(labels: LabelList, draft: string, other: boolean): readonly string[] {
  const words = labels.map(({ word }) => word);
  const typed = draft.replace(/\s+/g, ' ').trim();
  if (typed && !findWord(labels, typed)) words.push(typed);
  if ((words.length === 1 || (words.length > 1 && other)) && !words.includes(otherWord))
    words.push(otherWord);
  return words;
}

/** The same for lists that differ only in order, which changes no pixel. */
export function wordsKey(words: readonly string[]): string {
  return JSON.stringify([...words].sort());
}
