import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import type { Queries } from '@langseg/postgres';
import { bossConnection } from '../queue/boss-connection.js';
import { langsegVersion, readBatch, type BatchQueue } from '../queue/open-queue.js';
import { assertSameSettings, settingsKey, type BatchSettings } from '../settings/batch-settings.js';
import { insertJobs } from './insert-jobs.js';
import { jobId } from './job-id.js';

/** How a batch is submitted. */
export interface SubmitOptions extends RunOptions {
  /** Photos of a job, 1 to 256. Default: 64. */
  readonly jobSize?: number;
  /** Told how many photos have been put into the queue. */
  readonly onProgress?: (photos: number) => void;
}

/** What a submission has added. */
export interface SubmittedBatch {
  readonly jobs: number;
  readonly photos: number;
  /** Photos that had been submitted before, in jobs of the same photos. */
  readonly known: number;
}

/** Jobs that are inserted together. */
const jobsAtOnce = 100;

/**
 * Puts photos into the queue, in jobs. Submitting the same photos again adds nothing, so that a submission which was
 * interrupted is simply repeated. Photos are taken as they come: a million of them need no memory.
 *
 * @param name of the batch: letters, digits, `-`, `_`.
 * @param photos absolute paths, or addresses `s3://bucket/key`, which mean the same to all workers.
 * @throws LangSegError `USAGE` for a batch of other settings and a cancelled one; `DATABASE_FAILED`, `ABORTED`.
 */
export async function submitBatch(
  queue: BatchQueue,
  name: string,
  settings: BatchSettings,
  photos: Iterable<string> | AsyncIterable<string>,
  { jobSize = 64, signal, onProgress }: SubmitOptions = {},
): Promise<SubmittedBatch> {
  if (!/^[A-Za-z\d][\w-]{0,49}$/.test(name))
    throw new LangSegError(
      'USAGE',
      `Expected the name of a batch of up to 50 letters, digits, "-" and "_", got "${name}".`,
    );
  if (!Number.isInteger(jobSize) || jobSize < 1 || jobSize > 256)
    throw new LangSegError('USAGE', `Expected jobs of 1 to 256 photos, got ${jobSize}.`);
  await makeBatch(queue, name, settings);
  const sum = { jobs: 0, photos: 0, known: 0 };
  const add = async (chunks: string[][]): Promise<void> => {
    const jobs = chunks.map((chunk) => ({ id: jobId(name, chunk), photos: chunk }));
    const added = await queue.database.transaction((queries) => insertJobs(queue, queries, name, jobs));
    for (const { id, photos: chunk } of jobs)
      if (added.has(id)) {
        sum.jobs++;
        sum.photos += chunk.length;
      } else sum.known += chunk.length;
    onProgress?.(sum.photos + sum.known);
  };
  let chunks: string[][] = [[]];
  for await (const photo of photos) {
    throwIfAborted(signal);
    if (chunks.at(-1)!.length === jobSize) {
      if (chunks.length === jobsAtOnce) {
        await add(chunks);
        chunks = [];
      }
      chunks.push([]);
    }
    chunks.at(-1)!.push(photo);
  }
  if (chunks[0].length > 0) await add(chunks);
  return sum;
}

async function makeBatch(queue: BatchQueue, name: string, settings: BatchSettings): Promise<void> {
  await queue.database.transaction(async (queries: Queries) => {
    // Two who submit a batch at a time make it one after the other.
    await queries.query('select pg_advisory_xact_lock(hashtext($1))', [`langseg ${name}`]);
    await queries.query(
      'insert into langseg_batch.batch (name, settings, key) values ($1, $2::jsonb, $3) on conflict do nothing',
      [name, JSON.stringify(settings), settingsKey(settings, langsegVersion)],
    );
    const stored = await readBatch({ database: { ...queue.database, ...queries } }, name);
    assertSameSettings(name, stored.settings, settings);
    if (stored.key !== settingsKey(settings, langsegVersion))
      throw new LangSegError(
        'USAGE',
        `The batch "${name}" was submitted with another version of LangSeg. Give this one another name.`,
      );
    if (stored.cancelled)
      throw new LangSegError('USAGE', `The batch "${name}" was cancelled. Give this one another name.`);
    const connection = bossConnection(queries);
    const { rows } = await queries.query('select from langseg_queue.queue where name = $1', [name]);
    if (rows.length === 0)
      await connection.executeSql('select langseg_queue.create_queue($1, $2)', [
        name,
        { policy: 'standard' },
      ]);
  });
}
