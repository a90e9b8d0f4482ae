import type { Queries } from '@langseg/postgres';
import { bossConnection } from '../queue/boss-connection.js';
import type { BatchQueue } from '../queue/open-queue.js';

/** What pg-boss keeps of a job. */
export interface JobData {
  readonly photos: readonly string[];
}

/** A job to insert. */
export interface NewJob extends JobData {
  readonly id: string;
}

/** Seconds that a worker may be silent before its job is given to another one. */
export const usualLease = 60;

/** Times that a job is tried after failures that no photo is to blame for: a full disk, a store that does not answer. */
const retryLimit = 50;

/** Until when pg-boss keeps a job that nobody has taken: longer than anybody waits. */
const keptFor = 10 * 365 * 24 * 3_600_000;

/**
 * Inserts jobs, and what we keep of them, in one transaction; those that are there are left alone.
 *
 * @returns the ids of those that were not there.
 */
export async function insertJobs(
  { boss }: BatchQueue,
  queries: Queries,
  batch: string,
  jobs: readonly NewJob[],
): Promise<ReadonlySet<string>> {
  const { rows } = await queries.query<{ id: string }>(
    `insert into langseg_batch.job (id, batch, photos)
     select id, $1, photos from unnest($2::uuid[], $3::int[]) as new (id, photos)
     on conflict do nothing returning id::text`,
    [batch, jobs.map(({ id }) => id), jobs.map(({ photos }) => photos.length)],
  );
  const added = new Set(rows.map(({ id }) => id));
  const keepUntil = new Date(Date.now() + keptFor).toISOString();
  const own = jobs
    .filter(({ id }) => added.has(id))
    .map(({ id, photos }) => ({
      ...{ id, name: batch, data: { photos }, keepUntil },
      ...{ expireInSeconds: usualLease, retryLimit, retryDelay: 1, retryBackoff: false },
    }));
  if (own.length > 0) await boss.insert(own, { db: bossConnection(queries) });
  return added;
}
