import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LangSegError, type RunOptions } from '@langseg/core';
import { createDatabaseSet, openDatabaseSet } from './database/open-database-set.js';
import { createFileSet, openFileSet } from './files/open-file-set.js';
import type { EmbeddingNote, FileFormat } from './note/embedding-note.js';
import type { EmbeddingSet } from './set/embedding-set.js';

/** Options of {@link createEmbeddings}. */
export interface CreateEmbeddingsOptions extends RunOptions {
  /** In what vectors are kept. Default: `database` for the address of a server, else `safetensors`. */
  readonly format?: FileFormat | 'database';
  /** Whether to add to what is there already. Default false: that is refused. */
  readonly resume?: boolean;
}

/**
 * Begins or continues a set of embeddings, in files or in a database.
 *
 * @param place a folder, or a PostgreSQL server with pgvector: `postgres://user@host/name`. With `format: 'database'` PGlite keeps the database in
 * the folder.
 * @throws LangSegError `USAGE` for a place that holds embeddings already, unless they are continued, and for what doesn't go together;
 * `HASH_MISMATCH` for a place with those of another model; `FILE_CORRUPT`, `IO_FAILED`, `DATABASE_FAILED`, `ABORTED`.
 */
export function createEmbeddings(
  place: string,
  note: EmbeddingNote,
  { format = isServer(place) ? 'database' : 'safetensors', ...options }: CreateEmbeddingsOptions = {},
): Promise<EmbeddingSet> {
  if (format === 'database') return createDatabaseSet(place, note, options);
  if (!isServer(place)) return createFileSet(place, note, { format, ...options });
  throw new LangSegError(
    'USAGE',
    `A database keeps no ${format} files; name a folder, or leave out the format.`,
  );
}

/**
 * Opens a set of embeddings for searching.
 *
 * @param place the folder, or the server's address.
 * @throws LangSegError `NOT_FOUND` where there are none, `FILE_CORRUPT`, `IO_FAILED`, `DATABASE_FAILED`, `ABORTED`.
 */
export async function openEmbeddings(place: string, options: RunOptions = {}): Promise<EmbeddingSet> {
  const files = isServer(place) ? undefined : await openFileSet(place, options);
  if (files) return files;
  if (isServer(place) || existsSync(join(place, 'data'))) return openDatabaseSet(place);
  throw new LangSegError('NOT_FOUND', `${place} holds no embeddings. Make some with langseg embed.`, {
    place,
  });
}

function isServer(place: string): boolean {
  return /^postgres(?:ql)?:/i.test(place);
}
