import { createRequire } from 'node:module';
import { openDatabase, type Database } from '@langseg/postgres';
import { LangSegError } from '@langseg/core';
import PgBoss from 'pg-boss';
import { parseSettings, type BatchSettings } from '../settings/batch-settings.js';
import { bossConnection } from './boss-connection.js';
import { makeTables, queueSchema } from './schema.js';

/** An open queue of batches. */
export interface BatchQueue {
  readonly database: Database;
  /** The engine below; for what these functions don't do. */
  readonly boss: PgBoss;
  close(): Promise<void>;
}

/** A batch as it is stored. */
export interface StoredBatch {
  readonly name: string;
  readonly settings: BatchSettings;
  /** Hash of the settings and of the version of LangSeg that submitted it. */
  readonly key: string;
  readonly cancelled: boolean;
}

/** What goes into results' names, so that another version doesn't take them for its own. */
export const langsegVersion = (
  createRequire(import.meta.url)('@langseg/core/package.json') as { readonly version: string }
).version;

/**
 * Opens the queue in a database, and makes its tables where they are missing.
 *
 * @param address of a PostgreSQL server, or a folder for one worker; as `openDatabase` takes it.
 * @param options.create whether to make a folder's database. Default: true.
 * @throws LangSegError `USAGE`, `DATABASE_FAILED`, `VERSION_UNSUPPORTED`.
 */
export async function openQueue(
  address: string,
  options: { readonly create?: boolean; readonly connectTimeout?: number } = {},
): Promise<BatchQueue> {
  const database = await openDatabase(address, options);
  try {
    const boss = new PgBoss({
      db: bossConnection(database),
      schema: queueSchema,
      // Workers do both: a queue that nobody works on needs neither.
      supervise: false,
      schedule: false,
    });
    await boss.start();
    await makeTables(database);
    return { database, boss, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Reads a batch.
 *
 * @throws LangSegError `NOT_FOUND`, naming those that there are; `CONFIG_INVALID`, `DATABASE_FAILED`.
 */
export async function readBatch(
  { database }: Pick<BatchQueue, 'database'>,
  name: string,
): Promise<StoredBatch> {
  const { rows } = await database.query<{ name: string; settings: unknown; key: string; cancelled: boolean }>(
    'select name, settings, key, cancelled_on is not null as cancelled from langseg_batch.batch order by created_on',
  );
  const found = rows.find((row) => row.name === name);
  if (found) return { ...found, settings: parseSettings(found.settings) };
  const others = rows.slice(0, 10).map((row) => `"${row.name}"`);
  throw new LangSegError(
    'NOT_FOUND',
    `There is no batch "${name}" in ${database.name}; ` +
      `${others.length === 0 ? 'nothing has been submitted' : `there is ${others.join(', ')}`}.`,
    { batch: name },
  );
}
