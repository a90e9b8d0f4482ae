import { bossConnection } from '../queue/boss-connection.js';
import type { BatchQueue } from '../queue/open-queue.js';
import { insertJobs, type JobData } from '../submit/insert-jobs.js';
import { jobId } from '../submit/job-id.js';
import { addDeadLetters } from '../dead-letters/dead-letters.js';

/** A job that belongs to this worker as long as it renews the lease. */
export interface ClaimedJob {
  readonly batch: string;
  readonly id: string;
  readonly photos: readonly string[];
  /** Counts deliveries: an earlier one is no longer the owner. */
  readonly delivery: number;
}

/** A job whose workers were lost so often is split, until the photo that kills them is alone. */
const lossesToSplit = 2;

/** A photo that is alone and has lost so many workers is given up. */
const lossesToGiveUp = 3;

/**
 * Takes the next job of a batch. Jobs that have cost several workers are split or given up here, and the next one is
 * taken.
 *
 * @param worker name of this one, for `status`.
 * @param lease seconds without a sign of life after which others may take it.
 * @returns `undefined` where none waits.
 * @throws LangSegError `DATABASE_FAILED`.
 */
export async function claimJob(
  queue: BatchQueue,
  batch: string,
  { worker, lease }: { readonly worker: string; readonly lease: number },
): Promise<ClaimedJob | undefined> {
  for (;;) {
    const outcome = await queue.database.transaction(async (queries) => {
      const db = bossConnection(queries);
      const [job] = await queue.boss.fetch<JobData>(batch, {
        includeMetadata: true,
        db,
      });
      // pg-boss keeps quiet about a failed query; this one says so.
      const { rows } = await queries.query<{ losses: number }>(
        `update langseg_batch.job set
           losses = losses + case when worker is null then 0 else 1 end, worker = $2, updated_on = now()
         where id = $1 returning losses`,
        [job?.id ?? null, worker],
      );
      if (!job) return undefined;
      const { id, retryCount: delivery } = job;
      const { photos } = job.data;
      const losses = rows[0]?.losses ?? 0;
      if (losses >= lossesToSplit && photos.length > 1) {
        const middle = Math.ceil(photos.length / 2);
        const halves = [photos.slice(0, middle), photos.slice(middle)];
        await insertJobs(
          queue,
          queries,
          batch,
          halves.map((half) => ({ id: jobId(`${batch} of ${id}`, half), photos: half })),
        );
        await queries.query(
          'update langseg_batch.job set photos = 0, done = 0, made = 0, failed = 0, worker = null, finished_on = now() where id = $1',
          [id],
        );
        // Photos that were given up are tried again by the halves.
        await queries.query('delete from langseg_batch.dead_letter where job = $1', [id]);
        await queue.boss.complete(batch, id, { split: true }, { db });
        return 'again';
      }
      if (losses >= lossesToGiveUp) {
        const message = `Its worker ended ${losses} times while it was at this photo, and left no reason.`;
        await addDeadLetters(queries, batch, id, [{ photo: photos[0], code: 'WORKER_LOST', message }]);
        await queries.query(
          'update langseg_batch.job set done = 1, failed = 1, worker = null, finished_on = now() where id = $1',
          [id],
        );
        await queue.boss.complete(batch, id, { gaveUp: true }, { db });
        return 'again';
      }
      await queries.query(
        `update langseg_queue.job set expire_in = $3 * interval '1 second' where name = $1 and id = $2`,
        [batch, id, lease],
      );
      return { batch, id, photos, delivery };
    });
    if (outcome !== 'again') return outcome;
  }
}
