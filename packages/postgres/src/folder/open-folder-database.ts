import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database, Queries } from '../database.js';
import type { DatabaseOptions } from '../database-options.js';
import { databaseError } from '../errors/database-error.js';
import { makeExtensions } from '../make-extensions.js';
import { checkFolder } from './check-folder.js';
import { lockFolder } from './lock-folder.js';

/** Opens a database in a folder; see `openDatabase`. */
export async function openFolderDatabase(
  folder: string,
  { extensions = {}, create = true }: DatabaseOptions,
): Promise<Database> {
  await checkFolder(folder, create);
  const unlock = await lockFolder(folder);
  try {
    const names = Object.keys(extensions);
    const loaded = await Promise.all(names.map(async (name) => [name, await extensions[name]()] as const));
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create(join(folder, 'data'), { extensions: Object.fromEntries(loaded) });
    const database = folderDatabase(pglite, folder, unlock);
    try {
      await makeExtensions(database, names);
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  } catch (cause) {
    await unlock();
    throw databaseError(cause, folder);
  }
}

function folderDatabase(pglite: PGlite, folder: string, unlock: () => Promise<void>): Database {
  let closing: Promise<void> | undefined;
  return {
    kind: 'folder',
    name: folder,
    ...folderQueries(pglite, folder),

    async transaction(work) {
      return pglite.transaction((transaction) => work(folderQueries(transaction, folder)));
    },

    close: () => (closing ??= pglite.close().finally(unlock)),
  };
}

function folderQueries(pglite: PGlite | Transaction, folder: string): Queries {
  return {
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      try {
        const { rows, affectedRows } = await pglite.query<Row>(text, [...values]);
        return { rows, count: Math.max(rows.length, affectedRows ?? 0) };
      } catch (cause) {
        throw databaseError(cause, folder);
      }
    },

    async exec(text) {
      try {
        await pglite.exec(text);
      } catch (cause) {
        throw databaseError(cause, folder);
      }
    },
  };
}
