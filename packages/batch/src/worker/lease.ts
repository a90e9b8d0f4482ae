import { setTimeout } from 'node:timers/promises';
import { isPassingFailure, type Queries } from '@langseg/postgres';
import { bossConnection } from '../queue/boss-connection.js';
import type { BatchQueue } from '../queue/open-queue.js';
import type { ClaimedJob } from './claim-job.js';
import { addDeadLetters, type DeadLetter } from '../dead-letters/dead-letters.js';

/** How far a job is. */
export interface JobProgress {
  /** Photos that need nothing more: segmented, there already, or given up. */
  readonly done: number;
  /** Of these: segmented by this worker. */
  readonly made: number;
  /** Of these: given up. */
  readonly failed: readonly DeadLetter[];
  readonly seconds: number;
}

/** A worker's hold on a job. */
export interface Lease {
  /** Fires when the job is not this worker's any more: it was cancelled, or others have it after a long silence. */
  readonly lost: AbortSignal;
  /** Marks the job as done, as soon as the database answers. @returns whether it was still this worker's. */
  complete(progress: JobProgress): Promise<boolean>;
  /** Gives the job back, for a reason that no photo is to blame for. */
  giveBack(reason: string): Promise<void>;
  /** Stops renewing it. */
  end(): void;
}

/** Milliseconds between two attempts to reach a database that does not answer. */
const pause = 500;

/**
 * Renews the lease on a job, and says how far it is, four times in the time that it lasts.
 *
 * @param seconds that it lasts.
 */
export function holdLease(
  queue: BatchQueue,
  job: ClaimedJob,
  { seconds, progress, signal }: LeaseOptions,
): Lease {
  const lost = new AbortController();
  const ended = new AbortController();

  async function renew(): Promise<void> {
    for (;;) {
      await setTimeout((seconds * 1000) / 4, undefined, { signal: ended.signal }).catch(() => undefined);
      if (ended.signal.aborted) return;
      const isOurs = await queue.database
        .transaction(async (queries) => (await touch(queries, job)) && (await note(queries, job, progress())))
        // Nobody else can take the job as long as the database does not answer.
        .catch(() => true);
      if (!isOurs && !ended.signal.aborted) return lost.abort();
    }
  }
  void renew();

  return {
    lost: lost.signal,
    end: () => ended.abort(),
    async complete(final) {
      return untilItAnswers(signal, () =>
        queue.database.transaction(async (queries) => {
          if (!(await touch(queries, job))) return false;
          await note(queries, job, final);
          await addDeadLetters(queries, job.batch, job.id, final.failed);
          await queries.query(
            'update langseg_batch.job set worker = null, finished_on = now() where id = $1',
            [job.id],
          );
          await queue.boss.complete(job.batch, job.id, { done: final.done }, { db: bossConnection(queries) });
          return true;
        }),
      );
    },
    async giveBack(reason) {
      await queue.database.transaction(async (queries) => {
        if (!(await touch(queries, job))) return;
        await queries.query('update langseg_batch.job set worker = null where id = $1', [job.id]);
        await queue.boss.fail(job.batch, job.id, { message: reason }, { db: bossConnection(queries) });
      });
    },
  };
}

/** What {@link holdLease} goes by. */
export interface LeaseOptions {
  readonly seconds: number;
  readonly progress: () => JobProgress;
  readonly signal?: AbortSignal;
}

/** Begins the lease anew; false where the job has another owner or none. */
async function touch({ query }: Queries, { batch, id, delivery }: ClaimedJob): Promise<boolean> {
  const { count } = await query(
    `update langseg_queue.job set started_on = now()
     where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
    [batch, id, delivery],
  );
  return count > 0;
}

async function note(
  { query }: Queries,
  { id }: ClaimedJob,
  { done, made, failed, seconds }: JobProgress,
): Promise<boolean> {
  await query(
    `update langseg_batch.job set done = $2, made = $3, failed = $4, seconds = $5, updated_on = now() where id = $1`,
    [id, done, made, failed.length, seconds],
  );
  return true;
}

/** Repeats what a database that was restarted, or is on its way back, did not do. */
async function untilItAnswers<T>(signal: AbortSignal | undefined, operation: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await operation();
    } catch (error) {
      if (!isPassingFailure(error)) throw error;
      await setTimeout(pause, undefined, { signal });
    }
}
