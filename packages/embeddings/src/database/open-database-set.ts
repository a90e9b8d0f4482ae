import { LangSegError, parseJson } from '@langseg/core';
import type { Database, Queries } from '@langseg/postgres';
import { assertSameNote, checkNote, parseNote, type EmbeddingNote } from '../note/embedding-note.js';
import type { EmbeddingSet } from '../set/embedding-set.js';
import { databaseSet } from './database-set.js';
import { openRegionDatabase } from './open-region-database.js';
import { createSchema, schema } from './schema.js';

/**
 * Begins or continues a set of region vectors in a database.
 *
 * @throws LangSegError `USAGE` for a set of pixels or of 8 bits, one that is there already unless it is to be continued, or one made with other
 * settings; `HASH_MISMATCH` for one of another model; `DATABASE_FAILED`.
 */
export async function createDatabaseSet(
  address: string,
  wanted: EmbeddingNote,
  { resume = false }: { readonly resume?: boolean } = {},
): Promise<EmbeddingSet> {
  const note = checkNote(wanted);
  if (note.vectors !== 'regions' || note.precision !== 'float16')
    throw new LangSegError(
      'USAGE',
      'A database holds vectors of regions in half precision (float16), nothing else.',
    );
  return whileOpen(await openRegionDatabase(address, true), async (database) => {
    const found = await readNote(database);
    if (found && !resume)
      throw new LangSegError(
        'USAGE',
        `${database.name} holds embeddings already. Continue them (--resume on the command line), or choose another place.`,
      );
    if (found) assertSameNote(found, note, database.name);
    else
      await database.transaction(async (queries) => {
        // Of processes that begin together one makes the tables; reading a table tells the others that they are there.
        await queries.query('select pg_advisory_xact_lock(hashtext($1))', [schema]);
        await queries.query('select from pg_namespace limit 1');
        await createSchema(queries, note.dim);
        await queries.query(`insert into ${schema}.note (note) values ($1) on conflict do nothing`, [
          JSON.stringify(note),
        ]);
        // Another process may have been faster, with another model.
        assertSameNote((await readNote(queries)) ?? note, note, database.name);
      });
    return databaseSet(database, note);
  });
}

/**
 * Opens a set in a database for searching.
 *
 * @throws LangSegError `NOT_FOUND` where there is none, `FILE_CORRUPT`, `DATABASE_FAILED`.
 */
export async function openDatabaseSet(address: string): Promise<EmbeddingSet> {
  return whileOpen(await openRegionDatabase(address, false), async (database) => {
    const note = await readNote(database);
    if (note) return databaseSet(database, note);
    throw new LangSegError(
      'NOT_FOUND',
      `${database.name} holds no embeddings. Make some with langseg embed.`,
    );
  });
}

async function whileOpen(
  database: Database,
  work: (database: Database) => Promise<EmbeddingSet>,
): Promise<EmbeddingSet> {
  try {
    return await work(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function readNote(queries: Queries): Promise<EmbeddingNote | undefined> {
  const { rows: tables } = await queries.query<{ found: string | null }>(
    `select to_regclass('${schema}.note')::text as found`,
  );
  if (tables[0].found === null) return undefined;
  const { rows } = await queries.query<{ note: string }>(`select note from ${schema}.note`);
  return rows.length === 0 ? undefined : parseNote(parseJson(rows[0].note), 'The database');
}
