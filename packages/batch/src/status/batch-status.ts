import { readBatch, type BatchQueue } from '../queue/open-queue.js';
import type { DeadLetter } from '../dead-letters/dead-letters.js';

/** How far a batch is. Plain data. */
export interface BatchStatus {
  readonly name: string;
  readonly cancelled: boolean;
  readonly photos: {
    readonly total: number;
    /** Segmented, or there already. */
    readonly done: number;
    /** Given up; `retryBatch` tries them again. */
    readonly failed: number;
    readonly waiting: number;
  };
  readonly jobs: Readonly<Record<'waiting' | 'active' | 'completed' | 'cancelled' | 'failed', number>>;
  /** Those that have a job now. */
  readonly workers: readonly {
    readonly name: string;
    /** Photos of its job. */
    readonly photos: number;
    readonly done: number;
    /** Seconds since it gave a sign of life. */
    readonly silent: number;
  }[];
  /** Seconds that are left at the pace of these workers; none where there is nothing to go by. */
  readonly eta?: number;
  /** The latest photos that were given up. */
  readonly deadLetters: readonly DeadLetter[];
  /** Why jobs were given back or failed, the latest first. */
  readonly reasons: readonly string[];
}

/** Dead letters and reasons that are told; `deadLetters` reads all. */
const mostShown = 20;

/** Jobs by whose time the pace is judged. */
const recentJobs = 50;

/**
 * Looks how far a batch is, from anywhere.
 *
 * @throws LangSegError `NOT_FOUND`, `DATABASE_FAILED`.
 */
export async function batchStatus(queue: BatchQueue, batch: string): Promise<BatchStatus> {
  const { name, cancelled } = await readBatch(queue, batch);
  const { query } = queue.database;
  const sums = await query<{ total: number; done: number; failed: number }>(
    `select coalesce(sum(photos), 0)::int8 as total, coalesce(sum(done), 0)::int8 as done,
            coalesce(sum(failed), 0)::int8 as failed
     from langseg_batch.job where batch = $1`,
    [name],
  );
  const states = await query<{ state: string; count: number }>(
    'select state::text, count(*) as count from langseg_queue.job where name = $1 group by state',
    [name],
  );
  const workers = await query<BatchStatus['workers'][number]>(
    `select worker as name, own.photos, own.done, extract(epoch from now() - own.updated_on)::float8 as silent
     from langseg_batch.job own join langseg_queue.job job on job.id = own.id and job.name = own.batch
     where batch = $1 and state = 'active' and worker is not null order by worker`,
    [name],
  );
  const pace = await query<{ seconds: number | null }>(
    `select sum(seconds) / nullif(sum(done), 0) as seconds from (
       select seconds, done from langseg_batch.job
       where batch = $1 and made > 0 order by updated_on desc limit ${recentJobs}) recent`,
    [name],
  );
  const reasons = await query<{ reason: string }>(
    `select distinct on (reason) reason from (
       select coalesce(output->>'message', output->'value'->>'message') as reason from langseg_queue.job
       where name = $1 and state in ('retry', 'failed', 'active')) found where reason is not null limit ${mostShown}`,
    [name],
  );
  const { total, done, failed } = sums.rows[0];
  const count = (...names: string[]): number =>
    states.rows.reduce((sum, row) => sum + (names.includes(row.state) ? row.count : 0), 0);
  const waiting = total - done;
  const { seconds } = pace.rows[0];
  const eta =
    seconds !== null && workers.rows.length > 0 && waiting > 0
      ? Math.round((waiting * seconds) / workers.rows.length)
      : undefined;
  return {
    ...{ name, cancelled },
    photos: { total, done: done - failed, failed, waiting },
    jobs: {
      waiting: count('created', 'retry'),
      active: count('active'),
      completed: count('completed'),
      cancelled: count('cancelled'),
      failed: count('failed'),
    },
    workers: workers.rows,
    ...(eta !== undefined && { eta }),
    deadLetters: await deadLetters(queue, name, mostShown),
    reasons: reasons.rows.map(({ reason }) => reason),
  };
}

/**
 * Photos of a batch that were given up, the latest first.
 *
 * @param limit default: all.
 * @throws LangSegError `DATABASE_FAILED`.
 */
export async function deadLetters(
  { database }: BatchQueue,
  batch: string,
  limit?: number,
): Promise<readonly DeadLetter[]> {
  const { rows } = await database.query<DeadLetter>(
    'select photo, code, message from langseg_batch.dead_letter where batch = $1 order by dead_on desc, photo limit $2',
    [batch, limit ?? null],
  );
  return rows;
}
