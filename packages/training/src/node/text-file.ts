import { readFile } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapters/node';

/**
 * Reads a text file as the programs of all systems write it: UTF-8, or UTF-16 where a byte order mark says so. The mark is
 * taken off.
 *
 * @param doing what it is read for, to follow "Can't".
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`.
 */
export async function readTextFile(doing: string, path: string): Promise<string> {
  const bytes = await withIoErrors(doing, path, () => readFile(path));
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
