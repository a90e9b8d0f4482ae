import { counted } from '@langseg/core';
import type { BatchQueue } from '@langseg/batch';
import type { CommandContext } from '../command-context.js';
import type { BatchOptions } from './batch-options.js';
import { databaseOf, loadBatch } from './load-batch.js';

/** Puts what failed into the queue again. @throws LangSegError `PACKAGE_MISSING`, `USAGE`; as `retryBatch`. */
export async function retry(options: BatchOptions, context: CommandContext): Promise<void> {
  const { retryBatch } = await loadBatch();
  const { batch, json } = options;
  const { photos, jobs } = await withQueue(options, context, (queue) => retryBatch(queue, batch));
  if (json) return context.terminal.printJson({ batch, photos, jobs });
  await context.terminal.print(
    `Back in the queue of the batch "${batch}": ${counted(photos, 'photo')}, ${counted(jobs, 'job')}.`,
  );
}

/** Cancels what is left. @throws LangSegError `PACKAGE_MISSING`, `USAGE`; as `cancelBatch`. */
export async function cancel(options: BatchOptions, context: CommandContext): Promise<void> {
  const { cancelBatch } = await loadBatch();
  const { batch, json } = options;
  const jobs = await withQueue(options, context, (queue) => cancelBatch(queue, batch));
  if (json) return context.terminal.printJson({ batch, jobs });
  await context.terminal.print(`Cancelled ${counted(jobs, 'job')} of the batch "${batch}".`);
}

async function withQueue<T>(
  options: BatchOptions,
  context: CommandContext,
  work: (queue: BatchQueue) => Promise<T>,
): Promise<T> {
  const { openQueue } = await loadBatch();
  const queue = await openQueue(databaseOf(options, context), { create: false });
  try {
    return await work(queue);
  } finally {
    await queue.close();
  }
}
