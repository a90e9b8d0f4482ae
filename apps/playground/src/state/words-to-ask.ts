import type { WordCheck } from '../engine/engine.js';
import { findWord, type LabelList } from './label-list.js';

/** The catch-all that competes without being painted. */
export const otherWord = 'other';

/**
 * Words for the engine: those of the list and the one being typed, as far as the model knows them, and the catch-all where it is
 * wanted. A list of a single known word always has it as its rival, or it would win everything, whatever is being typed.
 *
 * @param checks what is known of words; the others have to be asked about first.
 */
export function wordsToAsk(
  labels: LabelList,
  draft: string,
  other: boolean,
  checks: ReadonlyMap<string, Pick<WordCheck, 'isKnown'>>,
): readonly string[] {
  const isKnown = (word: string) => checks.get(word)?.isKnown === true;
  const words = labels.map(({ word }) => word).filter(isKnown);
  const isAlone = words.filter((word) => word !== otherWord).length < 2;
  if (draft && !findWord(labels, draft) && isKnown(draft)) words.push(draft);
  if (words.length > 0 && (isAlone || other) && !words.includes(otherWord)) words.push(otherWord);
  return words;
}

/** The same for lists that differ only in order, which changes no pixel. */
export function wordsKey(words: readonly string[]): string {
  return JSON.stringify([...words].sort());
}
