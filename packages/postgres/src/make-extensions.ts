import type { Queries } from './database.js';

/**
 * Creates extensions that a database lacks. Those that are there are left alone, for creating them takes rights.
 *
 * @throws LangSegError `DATABASE_FAILED`, with the reason `extension` where it has no such extension.
 */
export async function makeExtensions(queries: Queries, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { rows } = await queries.query<{ extname: string }>(
    'select extname::text from pg_extension where extname = any($1::text[])',
    [names],
  );
  const present = new Set(rows.map(({ extname }) => extname));
  for (const name of names)
    if (!present.has(name))
      // Without the lock, of processes that begin together all but one would fail.
      await queries.exec(
        `select pg_advisory_xact_lock(hashtext('extensions')); create extension if not exists "${name.replaceAll('"', '""')}"`,
      );
}
