import type { RunOptions } from '@langseg/core';
import type { CheckedApiOptions } from '../options/parse-options.js';
import { defaultWorker, startWorker } from './start-worker.js';
import { createWorkerPool, type WorkerPool } from './worker-pool.js';

/** Milliseconds that a process may continue with a request that nobody waits for. */
const grace = 10_000;

/**
 * Starts the processes of an API.
 *
 * @param model as `createSegmenter` takes it.
 * @throws LangSegError what loading the model throws; `RUNTIME_FAILED`, `ABORTED`.
 */
export function startPool(
  model: string,
  { workers, maxQueue, worker = defaultWorker, device, threads, ...limits }: CheckedApiOptions,
  { signal, onLost }: RunOptions & { readonly onLost: (reason: string) => void },
): Promise<WorkerPool> {
  const { maxPixels, maxLabels, maxLongestSide, maxComparisons } = limits;
  const options = {
    model,
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
