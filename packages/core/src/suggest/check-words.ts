import { LangSegError } from '../errors/lang-seg-error.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import { isKnown } from '../lint/lint-set.js';

/** What a text encoder makes of a word. */
export interface WordCheck {
  readonly word: string;
  /** Whether anything of it is understood; other words win no pixel. */
  readonly isKnown: boolean;
  /** What was not understood, and what was done instead. */
  readonly message?: string;
}

/** Asks a text encoder which words it knows. Unlike `encode` it takes lists of which nothing is known. */
export async function checkWords(
  words: readonly string[],
  textEncoder: TextEncoder,
  { signal }: RunOptions,
): Promise<WordCheck[]> {
  const distinct = [...new Set(words)];
  const messages = new Map<string, string>();
  const known = new Set<string>();
  try {
    const text = await textEncoder.encode(distinct, {
      signal,
      onWarning: ({ label, message }) => messages.set(label, message),
    });
    distinct.forEach((word, row) => isKnown(text, row) && known.add(word));
  } catch (error) {
    if (!LangSegError.is(error, 'LABELS_INVALID')) throw error;
  }
  return words.map((word) => {
    const message = messages.get(word);
    return { word, isKnown: known.has(word), ...(message !== undefined && { message }) };
  });
}
