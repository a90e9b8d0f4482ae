import { constants, copyFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { makeFolder, withIoErrors } from '@langseg/adapter-node';

/** How photos come into a data set: as copies, or as symbolic links to where they are. */
export type PlaceImages = 'copy' | 'link';

/** Size of a photo in bytes, and time of its last change in milliseconds. */
export interface SourceFacts {
  readonly bytes: number;
  readonly changed: number;
}

/**
 * Puts a photo into a data set, whole or not at all.
 *
 * @param source path of the photo; bytes for a name that is no UTF-8.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`.
 */
export async function placePhoto(
  source: string | Buffer,
  target: string,
  how: PlaceImages,
): Promise<SourceFacts> {
  const name = source.toString();
  return withIoErrors('copy the photo', name, async () => {
    const { size, mtimeMs, ino, dev } = await stat(source);
    const there = await stat(target).catch(() => undefined);
    const isThere = there?.ino === ino && there.dev === dev;
    if (!isThere || (how === 'copy' && (await isLink(target)))) {
      await makeFolder(dirname(target));
      const temporary = join(dirname(target), `.${randomUUID()}.tmp`);
      try {
        if (how === 'link') await symlink(typeof source === 'string' ? resolve(source) : source, temporary);
        else await copyFile(source, temporary, constants.COPYFILE_FICLONE);
        await rename(temporary, target);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    }
    return { bytes: size, changed: mtimeMs };
  });
}

/** @throws the operating system's error. */
export async function sourceFacts(source: string | Buffer): Promise<SourceFacts> {
  const { size, mtimeMs } = await stat(source);
  return { bytes: size, changed: mtimeMs };
}

function isLink(path: string): Promise<boolean> {
  return readlink(path).then(
    () => true,
    () => false,
  );
}
