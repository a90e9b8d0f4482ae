import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { LangSegError } from '@langseg/core';
import { isPassingFailure } from '@langseg/postgres';
import { readBatch, type BatchQueue, type StoredBatch } from '../queue/open-queue.js';
import { usualLease } from '../submit/insert-jobs.js';
import { assertSameModel } from '../settings/read-model-hash.js';
import { tellOthers } from '../status/status-file.js';
import { openStore } from '../stores/open-store.js';
import { createPhotoReader } from '../stores/photo-reader.js';
import { claimJob, type ClaimedJob } from './claim-job.js';
import { keepProcess } from './kept-process.js';
import { holdLease, type JobProgress } from './lease.js';
import { runJob, type JobTools } from './run-job.js';
import type { WorkOptions } from './work-options.js';

/** Seconds before another job is taken after one was given back; twice as long each further time. */
const [firstPause, longestPause] = [1, 60];

/**
 * Works on a batch until all its photos are done: takes jobs one after the other, segments their photos in processes
 * of its own, and writes the results. Any number of workers do so side by side; what one of them leaves undone, the
 * others do.
 *
 * @param batch name of the batch.
 * @throws LangSegError `NOT_FOUND` for no such batch; `HASH_MISMATCH` where the model here is another one than the batch's; what
 * loading the model throws; `LABELS_INVALID`; `DATABASE_FAILED` for what doesn't pass by itself; `ABORTED`, after its jobs
 * were given back.
 */
export async function workOnBatch(
  queue: BatchQueue,
  batch: string,
  options: WorkOptions = {},
): Promise<void> {
  const stored = await readBatch(queue, batch);
  const { processes = 1, lease = usualLease } = options;
  if (!(processes >= 1) || !(lease >= 2))
    throw new LangSegError(
      'USAGE',
      `Expected at least 1 process and 2 s of lease, got ${processes} and ${lease}.`,
    );
  await assertSameModel(stored.settings, options);
  const isFolder = queue.database.kind === 'folder';
  if (isFolder) await forgetFormerWorkers(queue, batch);
  const endTelling = isFolder ? tellOthers(queue, batch) : undefined;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
  const loops = Array.from({ length: processes }, (_, index) =>
    workAlone(queue, stored, { ...options, signal, lease }, index).catch((error: unknown) => {
      stop.abort();
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(loops);
  await endTelling?.();
  const errors = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as Error] : [],
  );
  // The one that stopped the others, not theirs.
  const first = errors.find((error) => !LangSegError.is(error, 'ABORTED')) ?? errors[0];
  if (first) throw first;
}

type AloneOptions = WorkOptions & { readonly signal: AbortSignal; readonly lease: number };

async function workAlone(
  queue: BatchQueue,
  batch: StoredBatch,
  options: AloneOptions,
  index: number,
): Promise<void> {
  const { signal, lease, photoTimeout = 600, poll = 2, stay = false, onEvent, program } = options;
  const { plugins, device, threads } = options;
  const worker = `${options.name ?? `${hostname()}-${process.pid}`}${index === 0 ? '' : `.${index}`}`;
  const segmenting = keepProcess(
    { settings: batch.settings, plugins, device, threads },
    { timeout: photoTimeout * 1000, program, onLost: () => onEvent?.({ type: 'process-lost' }) },
  );
  const tools: JobTools = {
    read: createPhotoReader(),
    segment: segmenting.segment,
    store: await openStore(batch.settings.out),
    key: batch.key,
    onPhoto: (outcome, seconds) => onEvent?.({ type: 'photo', outcome, seconds }),
  };
  let pause = firstPause;
  let expired = -Infinity;
  try {
    await segmenting.open();
    for (;;) {
      assertRunning(signal);
      try {
        // Jobs of workers that have fallen silent go back to the queue.
        if (performance.now() - expired > lease * 500) {
          await queue.boss.expire();
          expired = performance.now();
        }
        const job = await claimJob(queue, batch.name, { worker, lease });
        if (!job) {
          if (!stay && (await isDone(queue, batch.name))) return;
          await sleep(poll, signal);
          continue;
        }
        onEvent?.({ type: 'claimed', job: job.id, photos: job.photos.length });
        const reason = await doJob(queue, job, tools, options);
        if (reason === undefined) {
          pause = firstPause;
          continue;
        }
        onEvent?.({ type: 'given-back', job: job.id, reason });
      } catch (error) {
        if (!isPassingFailure(error)) throw error;
        onEvent?.({ type: 'waiting', reason: (error as Error).message });
      }
      await sleep(pause, signal);
      pause = Math.min(2 * pause, longestPause);
    }
  } finally {
    segmenting.close();
  }
}

/** @returns why the job was given back; `undefined` when it needs nothing more of this worker. */
async function doJob(
  queue: BatchQueue,
  job: ClaimedJob,
  tools: JobTools,
  { signal, lease: seconds, onEvent }: AloneOptions,
): Promise<string | undefined> {
  let progress: JobProgress = { done: 0, made: 0, failed: [], seconds: 0 };
  const lease = holdLease(queue, job, { seconds, progress: () => progress, signal });
  try {
    const both = AbortSignal.any([signal, lease.lost]);
    const final = await runJob(job, tools, (update) => void (progress = update), both);
    const isOurs = await lease.complete(final);
    if (!isOurs) onEvent?.({ type: 'lost', job: job.id });
    else
      onEvent?.({
        ...{ type: 'completed', job: job.id },
        ...{ photos: job.photos.length, failed: final.failed.length },
      });
    return undefined;
  } catch (error) {
    if (lease.lost.aborted) {
      onEvent?.({ type: 'lost', job: job.id });
      return undefined;
    }
    const reason = error instanceof Error ? error.message : String(error);
    const giving = lease.giveBack(signal.aborted ? 'Its worker was stopped.' : reason);
    const passes = LangSegError.is(error, 'IO_FAILED') || LangSegError.is(error, 'NETWORK_FAILED');
    if (!passes || signal.aborted) {
      await giving.catch(() => undefined);
      assertRunning(signal);
      throw error;
    }
    await giving;
    return reason;
  } finally {
    lease.end();
  }
}

async function isDone({ database }: BatchQueue, batch: string): Promise<boolean> {
  const { rows } = await database.query(
    "select from langseg_queue.job where name = $1 and state < 'completed' limit 1",
    [batch],
  );
  return rows.length === 0;
}

/** A folder belongs to this process alone: whoever had a job before is gone, and nobody need wait for that. */
async function forgetFormerWorkers({ database }: BatchQueue, batch: string): Promise<void> {
  await database.query(
    "update langseg_queue.job set started_on = 'epoch' where name = $1 and state = 'active'",
    [batch],
  );
}

function assertRunning(signal: AbortSignal): void {
  if (signal.aborted)
    throw new LangSegError('ABORTED', 'The worker was stopped; its jobs went back to the queue.');
}

async function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
  assertRunning(signal);
}
