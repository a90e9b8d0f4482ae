import { LangSegError } from '@langseg/core';
import type { Database } from './database.js';
import type { DatabaseOptions } from './database-options.js';
import { folderOf } from './folder/folder-of.js';
import { openFolderDatabase } from './folder/open-folder-database.js';
import { openServerDatabase } from './server/open-server-database.js';

/**
 * Opens a database.
 *
 * @param address of a PostgreSQL server (`postgres://user:password@host:5432/name`), or a folder, as a path or `file:`
 * address, in which PGlite keeps a database of one process.
 * @throws LangSegError `USAGE` for another address; `DATABASE_FAILED` with a {@link DatabaseFailure} as
 * `context.reason`.
 */
export async function openDatabase(address: string, options: DatabaseOptions = {}): Promise<Database> {
  if (/^postgres(?:ql)?:/i.test(address)) return openServerDatabase(address, options);
  if (address.trim() === '' || /^(?!file:)[a-z][a-z\d+.-]+:/i.test(address))
    throw new LangSegError(
      'USAGE',
      'Expected a database as postgres://user@host/name or as a folder for one process, ' +
        `got "${address.replace(/\/\/[^@/]*@/, '//…@')}".`,
    );
  return openFolderDatabase(folderOf(address), options);
}
