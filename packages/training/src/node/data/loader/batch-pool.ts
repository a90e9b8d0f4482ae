import { extname } from 'node:path';
import { createThreadPool, type ThreadPool } from '@langseg/adapter-node';
import type { ComponentSet } from '@langseg/core';
import type { BatchResult, BatchTask } from './batch-task.js';
import type { BatchWorkerData } from './batch-worker.js';
import { runBatchTask } from './run-batch-task.js';

/** Where the components that batches are made with come from. */
export interface PoolComponents extends BatchWorkerData {
  readonly registry: ComponentSet;
}

/**
 * Makes batches, here or in worker threads.
 *
 * @param workers number of threads; 0 makes batches in this one.
 * @param queued tasks that are given out at a time. All of them are sent at once: this thread may then be busy for long,
 * as it is while the runtime trains, and no worker has to wait for it.
 */
export function createBatchPool(
  workers: number,
  queued: number,
  { registry, plugins }: PoolComponents,
): ThreadPool<BatchTask, BatchResult> {
  if (workers === 0) return { run: (task) => runBatchTask(task, registry), dispose: () => Promise.resolve() };
  const program = new URL(`./batch-worker${extname(import.meta.url)}`, import.meta.url);
  const data: BatchWorkerData = { plugins };
  return createThreadPool(program, {
    threads: workers,
    tasksAtOnce: Math.max(1, Math.ceil(queued / workers)),
    data,
  });
}
