import { counted, LangSegError } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { Answer } from '../segmenting/answer.js';
import type { FormatFacts } from '../requests/segment-request.js';
import type { PhotoRequest } from '../requests/read-request.js';
import { keepWorker, type KeptWorker, type WorkerKeeping } from './keep-worker.js';

/** What {@link createWorkerPool} needs to know. */
export interface WorkerPoolOptions extends WorkerKeeping {
  /** Number of processes. */
  readonly workers: number;
  /** Most requests that wait for a process. */
  readonly maxQueue: number;
}

/** Processes that answer requests, and a line of those that wait for one. */
export interface WorkerPool {
  /** What the processes can answer. */
  readonly formats: readonly FormatFacts[];
  /**
   * Answers a request when a process is free for it.
   *
   * @param signal takes the request out of the line, or stops it.
   * @throws Refusal `QUEUE_FULL`, `WORKER_LOST`, `SHUTTING_DOWN`; LangSegError `ABORTED`.
   */
  answer(request: PhotoRequest, signal: AbortSignal): Promise<Answer>;
  /** @throws Refusal `QUEUE_FULL`, `SHUTTING_DOWN`: a request that came now would not be answered. */
  assertOpen(): void;
  /** Requests in the line. */
  readonly waiting: number;
  /** Processes at work, also on what nobody waits for any more. */
  readonly busy: number;
  /** Processes that have a model and are not stuck. */
  readonly ready: number;
  /** Refuses what waits, and lets the processes end. */
  close(): Promise<void>;
}

interface Waiting {
  readonly request: PhotoRequest;
  readonly signal: AbortSignal;
  readonly settle: (answer: Promise<Answer>) => void;
}

/**
 * Starts the processes and waits until each has its model.
 *
 * @throws LangSegError what {@link WorkerKeeping.start} throws.
 */
export async function createWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool> {
  const { workers: count, maxQueue } = options;
  const line = new Set<Waiting>();
  const workers: KeptWorker[] = [];
  let closed = false;
  let meanSeconds = 1;

  function dispatch(): void {
    for (const worker of workers) {
      if (!worker.isFree) continue;
      const [next] = line;
      if (!next) return;
      line.delete(next);
      const start = performance.now();
      next.settle(
        worker.answer(next.request, next.signal).finally(() => {
          meanSeconds += 0.1 * ((performance.now() - start) / 1000 - meanSeconds);
        }),
      );
    }
  }

  const started = await Promise.allSettled(
    Array.from({ length: count }, () => keepWorker({ ...options, onFree: dispatch })),
  );
  for (const outcome of started) if (outcome.status === 'fulfilled') workers.push(outcome.value);
  const failure = started.find((outcome) => outcome.status === 'rejected');
  if (failure) {
    await Promise.all(workers.map((worker) => worker.close()));
    throw failure.reason;
  }

  function assertOpen(): void {
    if (closed) throw shuttingDown();
    if (line.size < maxQueue || workers.some(({ isFree }) => isFree)) return;
    const seconds = Math.min(60, Math.max(1, Math.ceil((line.size * meanSeconds) / count)));
    const message = `The queue is full: ${counted(line.size, 'photo')}. Try again in ${seconds} s.`;
    throw new Refusal('QUEUE_FULL', message, { retryAfter: seconds });
  }

  return {
    formats: workers[0].formats,
    assertOpen,
    get waiting() {
      return line.size;
    },
    get busy() {
      return workers.filter(({ isBusy }) => isBusy).length;
    },
    get ready() {
      return workers.filter(({ isReady }) => isReady).length;
    },
    answer(request, signal) {
      return new Promise((resolve, reject) => {
        assertOpen();
        const leave = (): void => {
          if (line.delete(waiting)) reject(new LangSegError('ABORTED', 'The request was cancelled.'));
        };
        const waiting: Waiting = {
          request,
          signal,
          settle: (answer) => {
            signal.removeEventListener('abort', leave);
            answer.then(resolve, reject);
          },
        };
        line.add(waiting);
        signal.addEventListener('abort', leave, { once: true });
        if (signal.aborted) leave();
        else dispatch();
      });
    },
    async close() {
      closed = true;
      for (const { settle } of line) settle(Promise.reject(shuttingDown()));
      line.clear();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

function shuttingDown(): Refusal {
  return new Refusal('SHUTTING_DOWN', 'The server is shutting down. Try another one.', { retryAfter: 1 });
}
