import type { Database } from '@langseg/postgres';
import { LangSegError } from '@langseg/core';

/** Where pg-boss keeps its jobs. */
export const queueSchema = 'langseg_queue';

/** Of the tables below. */
const version = 1;

/**
 * What pg-boss doesn't know of a job: how far it is, how often its worker was lost. `photos` of all rows of a batch are its
 * photos: a job that was split has none left.
 */
const tables = `
  create schema if not exists langseg_batch;
  create table if not exists langseg_batch.version (version int primary key);
  create table if not exists langseg_batch.batch (
    name text primary key,
    settings jsonb not null,
    key text not null,
    created_on timestamptz not null default now(),
    cancelled_on timestamptz
  );
  create table if not exists langseg_batch.job (
    id uuid primary key,
    batch text not null references langseg_batch.batch on delete cascade,
    photos int not null,
    done int not null default 0,
    made int not null default 0,
    failed int not null default 0,
    losses int not null default 0,
    seconds float8 not null default 0,
    worker text,
    updated_on timestamptz,
    finished_on timestamptz
  );
  create index if not exists job_batch on langseg_batch.job (batch);
  create table if not exists langseg_batch.dead_letter (
    batch text not null references langseg_batch.batch on delete cascade,
    photo text not null,
    job uuid not null,
    code text not null,
    message text not null,
    dead_on timestamptz not null default now(),
    primary key (batch, photo)
  );
  insert into langseg_batch.version select ${version} where not exists (select from langseg_batch.version);`;

/** Any number that no one else locks. */
const lock = 7_245_113_906;

/**
 * Makes the tables of batches where they are missing.
 *
 * @throws LangSegError `VERSION_UNSUPPORTED` for those of a newer LangSeg; `DATABASE_FAILED`.
 */
export async function makeTables(database: Database): Promise<void> {
  await database.transaction(async ({ query, exec }) => {
    await query('select pg_advisory_xact_lock($1)', [lock]);
    const { rows: found } = await query<{ name: string | null }>(
      "select to_regclass('langseg_batch.version')::text as name",
    );
    if (found[0].name === null) await exec(tables);
    const { rows } = await query<{ version: number }>('select version from langseg_batch.version');
    if (rows[0]?.version !== version)
      throw new LangSegError(
        'VERSION_UNSUPPORTED',
        `The batches in ${database.name} have version ${rows[0]?.version}, and this LangSeg knows version ${version}. ` +
          'Use the LangSeg that made them, or another database.',
        { database: database.name, found: rows[0]?.version, expected: version },
      );
  });
}
