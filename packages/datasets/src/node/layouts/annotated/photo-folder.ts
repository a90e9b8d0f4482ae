import { stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { LangSegError } from '@langseg/core';

/**
 * The first of several folders that has a photo; the first one, where none has it.
 *
 * @param file name of the photo as annotations have it.
 */
export async function photoFolder(root: string, folders: readonly string[], file: string): Promise<string> {
  for (const folder of folders) {
    const isThere = await stat(join(root, folder, file)).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (isThere) return join(root, folder);
  }
  return join(root, folders[0]);
}

/**
 * The path of a photo that annotations name.
 *
 * @throws LangSegError `CONFIG_INVALID` for one that leads out of the folder.
 */
export function photoPath(folder: string, file: string): string {
  const path = resolve(folder, file.replaceAll('\\', '/'));
  const inside = relative(resolve(folder), path);
  if (
    inside !== '' &&
    inside !== '..' &&
    !inside.startsWith(`..${sep}`) &&
    resolve(folder, inside) === path &&
    !file.startsWith('/')
  )
    return join(folder, inside);
  throw new LangSegError('CONFIG_INVALID', `The annotations name a photo outside of ${folder}: ${file}.`, {
    folder,
    file,
  });
}

/** Ids of photos: their names without ending, or with it where several differ in it alone. */
export function photoIds(files: readonly string[]): string[] {
  const stems = files.map((file) => file.replace(/\.[^./]*$/, ''));
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return files.map((file, at) => (counts.get(stems[at]) === 1 ? stems[at] : file));
}
