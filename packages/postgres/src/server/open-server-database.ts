import type { Pool, PoolClient } from 'pg';
import type { Database } from '../database.js';
import type { DatabaseOptions } from '../database-options.js';
import { databaseError, makeDatabaseError } from '../errors/database-error.js';
import { makeExtensions } from '../make-extensions.js';
import { onceStarted } from './once-started.js';
import { serverName } from './server-name.js';
import { serverQueries } from './server-queries.js';
import { valueTypes } from './value-types.js';

/** Of PostgreSQL 13: the oldest with functions that queues and vectors use, such as gen_random_uuid. */
const oldestVersion = 130_000;

/** Connects to a server; see `openDatabase`. */
export async function openServerDatabase(
  address: string,
  { extensions = {}, connections = 4, connectTimeout = 10_000 }: DatabaseOptions,
): Promise<Database> {
  const name = serverName(address);
  const { Pool } = (await import('pg')).default;
  const pool = new Pool({
    connectionString: address,
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    application_name: 'langseg',
    types: valueTypes,
    allowExitOnIdle: true,
  });
  // A connection that rests in the pool may be ended by the server; the next query opens another one.
  pool.on('error', () => undefined);
  const database = poolDatabase(pool, name);
  try {
    const { version, text } = await onceStarted(() => versionOf(database), connectTimeout);
    if (version < oldestVersion)
      throw makeDatabaseError('version', `The database ${name} is PostgreSQL ${text}.`, name);
    await makeExtensions(database, Object.keys(extensions));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function versionOf(database: Database): Promise<{ readonly version: number; readonly text: string }> {
  const { rows } = await database.query<{ version: number; text: string }>(
    "select current_setting('server_version_num')::int as version, current_setting('server_version') as text",
  );
  return rows[0];
}

function poolDatabase(pool: Pool, name: string): Database {
  let closing: Promise<void> | undefined;
  return {
    kind: 'server',
    name,
    ...serverQueries(pool, name),

    async transaction(work) {
      const client = await connect(pool, name);
      const queries = serverQueries(client, name);
      let failure: Error | undefined;
      // Without a listener, a connection that ends between two statements would end the process.
      const onError = (error: Error): void => void (failure = error);
      client.on('error', onError);
      try {
        await queries.exec('begin');
        const result = await work(queries);
        await queries.exec('commit');
        return result;
      } catch (error) {
        await queries.exec('rollback').catch((cause: unknown) => (failure ??= cause as Error));
        throw error;
      } finally {
        client.off('error', onError);
        client.release(failure);
      }
    },

    close: () => (closing ??= pool.end()),
  };
}

async function connect(pool: Pool, name: string): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    throw databaseError(cause, name);
  }
}
