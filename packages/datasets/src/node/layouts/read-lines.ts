import { readTextFile } from '@langseg/adapter-node';

/** The lines of a text file without blanks around them; empty lines are left out. */
export async function readLines(doing: string, path: string): Promise<string[]> {
  return (await readTextFile(doing, path))
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
