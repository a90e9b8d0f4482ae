import { readFile } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapters/node';

/** The lines of a text file without blanks around them; empty lines are left out. */
export async function readLines(doing: string, path: string): Promise<string[]> {
  const text = await withIoErrors(doing, path, () => readFile(path, 'utf8'));
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
