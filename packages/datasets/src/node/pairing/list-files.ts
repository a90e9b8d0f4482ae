import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { withIoErrors } from '@langseg/adapter-node';

/** Folders that unzipping leaves and that hold nothing of a data set. */
const foreignFolders = new Set(['__MACOSX']);

/**
 * The files of a folder and of those in it, relative to it, with `/` between folders, in a fixed order. Hidden ones are
 * left out.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`.
 */
export async function listFiles(doing: string, folder: string): Promise<string[]> {
  const entries = await withIoErrors(doing, folder, () =>
    readdir(folder, { recursive: true, withFileTypes: true }),
  );
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((name) => name.startsWith('.') || foreignFolders.has(name)))
    .sort();
}
