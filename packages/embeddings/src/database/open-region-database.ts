import { openDatabase, type Database } from '@langseg/postgres';

/**
 * Opens a database that has pgvector.
 *
 * @param address `postgres://…`, or a folder for PGlite.
 * @param create whether to make the database of a folder that holds none.
 * @throws LangSegError `USAGE`, `DATABASE_FAILED`.
 */
export async function openRegionDatabase(address: string, create: boolean): Promise<Database> {
  return openDatabase(address, {
    create,
    extensions: { vector: async () => (await import('@electric-sql/pglite-pgvector')).vector },
  });
}
