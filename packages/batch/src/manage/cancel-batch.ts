import { readBatch, type BatchQueue } from '../queue/open-queue.js';

/**
 * Cancels what is left of a batch. Workers stop at it within a quarter of their lease; results that are there remain.
 *
 * @returns jobs that were cancelled.
 * @throws LangSegError `NOT_FOUND`, `DATABASE_FAILED`.
 */
export async function cancelBatch(queue: BatchQueue, batch: string): Promise<number> {
  const { name } = await readBatch(queue, batch);
  return queue.database.transaction(async ({ query }) => {
    await query(
      'update langseg_batch.batch set cancelled_on = coalesce(cancelled_on, now()) where name = $1',
      [name],
    );
    const { count } = await query(
      `update langseg_queue.job set state = 'cancelled', completed_on = now() where name = $1 and state < 'completed'`,
      [name],
    );
    return count;
  });
}
