import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseError, makeDatabaseError } from '../errors/database-error.js';

/** The version of PostgreSQL that PGlite is. */
const version = '18';

/**
 * Looks whether a folder holds a database that PGlite can open, or is empty and may hold one.
 *
 * @throws LangSegError `DATABASE_FAILED`.
 */
export async function checkFolder(folder: string, create: boolean): Promise<void> {
  const found = await versionIn(folder);
  if (found === undefined) return makeNew(folder, create);
  if (found !== version)
    throw makeDatabaseError(
      'version',
      `The database in ${folder} was written by PostgreSQL ${found}; this is PostgreSQL ${version} (PGlite). ` +
        'Begin with another folder, or open this one with the version of LangSeg that made it.',
      folder,
    );
}

async function versionIn(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, 'data', 'PG_VERSION'), 'utf8')).trim();
  } catch {
    return undefined;
  }
}

async function makeNew(folder: string, create: boolean): Promise<void> {
  if (!create) throw makeDatabaseError('missing', `There is no database in ${folder}.`, folder);
  try {
    await mkdir(folder, { recursive: true });
    const others = (await readdir(folder)).filter((name) => !/^(?:data|in-use(?:\.\d+)?)$/.test(name));
    if (others.length === 0) return;
    throw makeDatabaseError(
      'refused',
      `${folder} holds other files (${others[0]}); a database needs a folder of its own.`,
      folder,
    );
  } catch (cause) {
    throw databaseError(cause, folder);
  }
}
