import { stat } from 'node:fs/promises';
import { readTextFile, withIoErrors } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';

/** No list of poses is larger. */
const mostBytes = 2 ** 26;

/**
 * The numbers of a text file, line by line; blank lines and comments (`#`) are left out, words are NaN.
 *
 * @param doing what it is read for, to follow "Can't".
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT` for what is no text or larger than 64 MB.
 */
export async function readNumberLines(doing: string, path: string): Promise<number[][]> {
  return (await readWordLines(doing, path)).map((words) => words.map(Number));
}

/** The same before words become numbers. */
export async function readWordLines(doing: string, path: string): Promise<string[][]> {
  const { size } = await withIoErrors(doing, path, () => stat(path));
  if (size > mostBytes)
    throw new LangSegError(
      'FILE_CORRUPT',
      `${path} has ${size} bytes; a list of numbers has at most ${mostBytes}.`,
      {
        path,
        size,
      },
    );
  const text = await readTextFile(doing, path);
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split(/[\s,]+/));
}

/** All numbers of a text file, such as those of a matrix. Errors as {@link readNumberLines}. */
export async function readNumbers(doing: string, path: string): Promise<number[]> {
  return (await readNumberLines(doing, path)).flat();
}
