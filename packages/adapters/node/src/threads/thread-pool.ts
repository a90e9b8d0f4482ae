import { extname } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import type { Tinypool } from 'tinypool';
import { fromPlainError } from './plain-error.js';
import type { ThreadAnswer, ThreadCall } from './thread-program.js';

/** Threads that run tasks with one program. */
export interface ThreadPool<Task, Result> {
  /**
   * Runs a task in a thread that is free, or as soon as one is.
   *
   * @throws LangSegError what the task throws; `RUNTIME_FAILED` when the thread itself breaks; `ABORTED`, once the task has stopped.
   */
  run(task: Task, options?: RunOptions): Promise<Result>;
  /** Ends the threads. Wait for all tasks first: native code that is interrupted can take the process with it. */
  dispose(): Promise<void>;
}

/** Options of {@link createThreadPool}. */
export interface ThreadPoolOptions {
  readonly threads: number;
  /** Tasks that a thread is sent at a time. Default 1. */
  readonly tasksAtOnce?: number;
  /** Plain data for every thread. Default: none. */
  readonly data?: unknown;
}

/**
 * Starts threads.
 *
 * @param program module that exports, as `run`, what `threadProgram` makes.
 */
export function createThreadPool<Task, Result>(
  program: URL,
  { threads, tasksAtOnce = 1, data }: ThreadPoolOptions,
): ThreadPool<Task, Result> {
  const pool = startPool({
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: tasksAtOnce,
    // A thread that sleeps until the next task can't finish what its last one left to native threads.
    useAtomics: false,
    workerData: data,
    execArgv: execArguments(program),
  });

  async function call(task: Task, signal: AbortSignal | undefined): Promise<ThreadAnswer<Result>> {
    const channel = signal && new MessageChannel();
    const abort = (): void => channel!.port1.postMessage('abort');
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const message: ThreadCall<Task> = { task, ...(channel && { abort: channel.port2 }) };
      return (await (
        await pool
      ).run(message, {
        filename: program.href,
        name: 'run',
        ...(channel && { transferList: [channel.port2] }),
      })) as ThreadAnswer<Result>;
    } catch (error) {
      throw stoppedThread(error);
    } finally {
      signal?.removeEventListener('abort', abort);
      channel?.port1.close();
    }
  }

  return {
    async run(task, { signal } = {}) {
      throwIfAborted(signal);
      const answer = await call(task, signal);
      if ('error' in answer) throw fromPlainError(answer.error);
      return answer.result;
    },
    dispose: async () => (await pool).destroy(),
  };
}

/** Tinypool is loaded when it is needed: most programs have one thread. */
async function startPool(options: ConstructorParameters<typeof Tinypool>[0]): Promise<Tinypool> {
  const { Tinypool } = await import('tinypool');
  return new Tinypool(options);
}

/**
 * Runs from sources, as in tests, need what runs this thread: a loader for TypeScript, and siblings' sources. tsx itself
 * stays away from worker threads when it is named by `--import`, so it is called.
 */
function execArguments(program: URL): string[] | undefined {
  if (extname(import.meta.url) !== '.ts' || extname(program.pathname) !== '.ts') return undefined;
  const tsx = import.meta.resolve('tsx/esm/api');
  const register = `import { register } from ${JSON.stringify(tsx)}; register();`;
  return ['--conditions=@langseg/source', '--import', `data:text/javascript,${encodeURIComponent(register)}`];
}

/** The thread itself broke: no memory, or a module that is missing. */
function stoppedThread(cause: unknown): LangSegError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LangSegError(
    'RUNTIME_FAILED',
    `A worker thread stopped: ${reason.replace(/\.?$/, '.')} Try fewer workers, or none to see where it fails.`,
    {},
    { cause },
  );
}
