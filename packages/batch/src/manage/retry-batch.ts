import { LangSegError } from '@langseg/core';
import { readBatch, type BatchQueue } from '../queue/open-queue.js';
import { insertJobs } from '../submit/insert-jobs.js';
import { jobId } from '../submit/job-id.js';

/** What is tried again. */
export interface RetriedBatch {
  readonly photos: number;
  /** Jobs that had failed as a whole. */
  readonly jobs: number;
}

/**
 * Puts photos that were given up into the queue again, each in a job of its own so that none takes others with it, and
 * jobs that failed as a whole.
 *
 * @throws LangSegError `NOT_FOUND`; `USAGE` for a cancelled batch; `DATABASE_FAILED`.
 */
export async function retryBatch(queue: BatchQueue, batch: string): Promise<RetriedBatch> {
  const { name, cancelled } = await readBatch(queue, batch);
  if (cancelled)
    throw new LangSegError('USAGE', `The batch "${name}" was cancelled. Submit it under another name.`);
  return queue.database.transaction(async (queries) => {
    const { rows: letters } = await queries.query<{ photo: string; job: string }>(
      `delete from langseg_batch.dead_letter using langseg_batch.job
       where dead_letter.batch = $1 and job.id = dead_letter.job and job.finished_on is not null
       returning photo, dead_letter.job::text as job`,
      [name],
    );
    await queries.query(
      `update langseg_batch.job set photos = photos - failed, done = done - failed, failed = 0
       where id = any($1::uuid[])`,
      [[...new Set(letters.map(({ job }) => job))]],
    );
    // Named by the job that gave them up, so that the same photo can be tried any number of times.
    const jobs = letters.map(({ photo, job }) => ({
      id: jobId(`${name} after ${job}`, [photo]),
      photos: [photo],
    }));
    await insertJobs(queue, queries, name, jobs);
    const { count } = await queries.query(
      `update langseg_queue.job set state = 'retry', retry_count = 0, completed_on = null, start_after = now()
       where name = $1 and state = 'failed'`,
      [name],
    );
    return { photos: letters.length, jobs: count };
  });
}
