import type { RunOptions } from '@langseg/core';
import type { CheckedApiOptions } from '../options/parse-options.js';
import type { WorkerOptions } from './protocol.js';
import { defaultWorker, startWorker } from './start-worker.js';
import { createWorkerPool, type WorkerPool } from './worker-pool.js';

/** Milliseconds that a process may continue with a request that nobody waits for. */
const grace = 10_000;

/**
 * Starts the processes of an API.
 *
 * @param source.model as `createSegmenter` takes it.
 * @param source.plugins addresses, as `loadPlugin` takes them.
 * @throws LangSegError what loading the model throws; `RUNTIME_FAILED`, `ABORTED`.
 */
export function startPool(
  { model, plugins }: Pick<WorkerOptions, 'model' | 'plugins'>,
  { workers, maxQueue, worker = defaultWorker, device, threads, ...limits }: CheckedApiOptions,
  { signal, onLost }: RunOptions & { readonly onLost: (reason: string) => void },
): Promise<WorkerPool> {
  const { maxPixels, maxLabels, maxLongestSide, maxComparisons } = limits;
  const options = {
    model,
    plugins,
    device,
    threads,
    limits: { maxPixels, maxLabels, maxLongestSide, maxComparisons },
  };
  return createWorkerPool({
    workers,
    maxQueue,
    grace,
    onLost,
    start: (stopped) => startWorker(worker, options, signal ? AbortSignal.any([signal, stopped]) : stopped),
  });
}
