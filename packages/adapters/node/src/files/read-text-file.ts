import { readFile } from 'node:fs/promises';
import { decodeText } from '@langseg/core';
import { withIoErrors } from './io-error.js';

/**
 * Reads a text file as the programs of all systems write it; see `decodeText`.
 *
 * @param doing what it is read for, to follow "Can't".
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `FILE_CORRUPT` for other encodings and for what is no text.
 */
export async function readTextFile(doing: string, path: string): Promise<string> {
  return decodeText(await withIoErrors(doing, path, () => readFile(path)), path);
}
