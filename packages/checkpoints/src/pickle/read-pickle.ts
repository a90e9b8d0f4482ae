import { LangSegError } from '@langseg/core';
import type { PickleValue } from './pickle-value.js';
import { runPickle } from './run-pickle.js';

/**
 * Reads a pickle of plain data: numbers, texts, lists, tuples, dicts, sets. Nothing in it is executed; anything else
 * becomes a placeholder.
 *
 * @param where names the pickle in errors, such as its path.
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`.
 */
export function readPickle(bytes: Uint8Array, where: string): PickleValue {
  const result = runPickle(bytes, { where, resolveGlobal: () => undefined });
  if (result) return result.value;
  throw new LangSegError('FILE_CORRUPT', `${where}: the pickle ends in the middle.`, { where });
}
