import { join } from 'node:path';
import { readTextFile, writeAtomically } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { openQueue, type BatchQueue } from '../queue/open-queue.js';
import { batchStatus, type BatchStatus } from './batch-status.js';

/** Milliseconds between two status files. */
const interval = 2000;

/**
 * A folder's database belongs to the worker. What others ask about it, the worker writes next to it again and again.
 *
 * @returns what writes it a last time and ends.
 */
export function tellOthers(queue: BatchQueue, batch: string): () => Promise<void> {
  let writing = Promise.resolve();
  const write = (): void => {
    writing = writing
      .then(async () => {
        const text = JSON.stringify(await batchStatus(queue, batch));
        const bytes = new TextEncoder().encode(text);
        await writeAtomically(fileOf(queue.database.name, batch), (sink) => sink.write(bytes));
        // Nobody's work depends on it.
      })
      .catch(() => undefined);
  };
  write();
  const timer = setInterval(write, interval);
  return async () => {
    clearInterval(timer);
    write();
    await writing;
  };
}

/**
 * Looks how far a batch is, also while a worker has the folder of the database to itself: then it is what that worker
 * has written last, at most a few seconds ago.
 *
 * @param address as `openQueue` takes it.
 * @throws LangSegError `NOT_FOUND`, `DATABASE_FAILED`.
 */
export async function readBatchStatus(address: string, batch: string): Promise<BatchStatus> {
  let queue: BatchQueue;
  try {
    queue = await openQueue(address, { create: false });
  } catch (error) {
    const isInUse = LangSegError.is(error, 'DATABASE_FAILED') && error.context.reason === 'busy';
    const folder = isInUse ? String(error.context.database) : undefined;
    if (folder === undefined || /^postgres:/.test(folder)) throw error;
    try {
      return JSON.parse(await readTextFile('read the status', fileOf(folder, batch))) as BatchStatus;
    } catch {
      throw error;
    }
  }
  try {
    return await batchStatus(queue, batch);
  } finally {
    await queue.close();
  }
}

function fileOf(folder: string, batch: string): string {
  return join(folder, `${batch}.status.json`);
}
