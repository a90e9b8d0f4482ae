import { setTimeout as wait } from 'node:timers/promises';
import { unlessAborted } from '@langseg/adapter-node';
import { Refusal } from '../errors/refusal.js';
import type { Answer } from '../segmenting/answer.js';
import type { FormatFacts } from '../requests/segment-request.js';
import type { PhotoRequest } from '../requests/read-request.js';
import type { WorkerProcess } from './start-worker.js';

/** How processes are started and kept. */
export interface WorkerKeeping {
  readonly start: (signal: AbortSignal) => Promise<WorkerProcess>;
  /** Milliseconds that a process may continue with what nobody waits for, before it is replaced. */
  readonly grace: number;
  /** Called when a process has ended that should not have. */
  readonly onLost?: (reason: string) => void;
}

/** A process that is replaced when it ends. */
export interface KeptWorker {
  /** What it can answer. */
  readonly formats: readonly FormatFacts[];
  /** It is there, has its model, and is not stuck in what nobody waits for. */
  readonly isReady: boolean;
  /** It is at work, also on what nobody waits for. */
  readonly isBusy: boolean;
  /** It is ready and has nothing to do. */
  readonly isFree: boolean;
  /** Only for a free one. @throws Refusal `WORKER_LOST`; LangSegError `ABORTED`. */
  answer(request: PhotoRequest, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** Milliseconds after which a process that continues with what nobody waits for counts as stuck. */
const overdue = 1000;

/** Milliseconds before a process that ended at once is started again; twice as long each further time. */
const [firstPause, longestPause] = [250, 30_000];

/**
 * Starts a process, and another one whenever it ends.
 *
 * @throws LangSegError what the first start throws; later ones are tried again.
 */
export async function keepWorker({
  start,
  grace,
  onLost,
  onFree,
}: WorkerKeeping & { readonly onFree: () => void }): Promise<KeptWorker> {
  const stopped = new AbortController();
  let busy = false;
  let abortedAt = Infinity;
  let process: WorkerProcess | undefined = await start(stopped.signal);
  const { formats } = process;
  const keeping = keep(process);

  async function keep(first: WorkerProcess): Promise<void> {
    let pause = firstPause;
    for (let current: WorkerProcess | undefined = first; ; current = await restart()) {
      if (current) {
        if (stopped.signal.aborted) return current.close();
        process = current;
        const since = performance.now();
        onFree();
        const reason = await current.ended;
        process = undefined;
        if (stopped.signal.aborted) return;
        onLost?.(reason);
        if (performance.now() - since > longestPause) pause = firstPause;
      }
      await wait(pause, undefined, { signal: stopped.signal }).catch(() => undefined);
      pause = Math.min(2 * pause, longestPause);
      if (stopped.signal.aborted) return;
    }
  }

  function restart(): Promise<WorkerProcess | undefined> {
    return start(stopped.signal).catch((error: unknown) => {
      if (!stopped.signal.aborted) onLost?.(error instanceof Error ? error.message : String(error));
      return undefined;
    });
  }

  /** Waits for the answer also when nobody else does: only then is the process free. */
  async function work(current: WorkerProcess, request: PhotoRequest, signal: AbortSignal): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const abort = (): void => {
      current.abort();
      abortedAt = performance.now();
      timer = setTimeout(() => current.kill(), grace);
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await current.answer(request);
    } catch {
      // It has ended, or is of no use: nothing may be given to it while its successor is started.
      current.kill();
      if (process === current) process = undefined;
      throw new Refusal(
        'WORKER_LOST',
        'The worker process stopped and is being restarted. If the same photo causes it again, leave that photo out.',
        { retryAfter: 1 },
      );
    } finally {
      signal.removeEventListener('abort', abort);
      clearTimeout(timer);
      busy = false;
      abortedAt = Infinity;
    }
  }

  return {
    formats,
    get isReady() {
      return process !== undefined && performance.now() < abortedAt + overdue;
    },
    get isBusy() {
      return process !== undefined && busy;
    },
    get isFree() {
      return process !== undefined && !busy;
    },
    answer(request, signal) {
      busy = true;
      const answer = work(process!, request, signal);
      void answer.catch(() => undefined).then(onFree);
      return unlessAborted(answer, signal);
    },
    async close() {
      stopped.abort();
      await process?.close();
      await keeping;
    },
  };
}
