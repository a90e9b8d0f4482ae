import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ForeignReader } from '@langseg/conformance';

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));

/** Files that export the `foreignReaders` of a part of the repository, in a fixed order. */
export function findReaderFiles(): string[] {
  return readdirSync(packages, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(join('__fixtures__', 'foreign-readers.ts')))
    .filter((path) => !path.split(sep).includes('node_modules'))
    .sort()
    .map((path) => join(packages, path));
}

/** The readers of one such file. */
export async function loadReaders(file: string): Promise<readonly ForeignReader[]> {
  const { foreignReaders } = (await import(pathToFileURL(file).href)) as {
    readonly foreignReaders: readonly ForeignReader[];
  };
  return foreignReaders;
}
