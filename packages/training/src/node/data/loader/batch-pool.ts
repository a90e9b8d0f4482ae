import { extname } from 'node:path';
import { LangSegError, type ComponentSet } from '@langseg/core';
import { Tinypool } from 'tinypool';
import type { BatchResult, BatchTask } from './batch-task.js';
import type { WorkerAnswer, WorkerTask } from './batch-worker.js';
import { fromPlainError } from './plain-error.js';
import { runBatchTask } from './run-batch-task.js';

/** Makes batches, here or in worker threads. */
export interface BatchPool {
  run(task: BatchTask): Promise<BatchResult>;
  dispose(): Promise<void>;
}

/** Where the components that batches are made with come from. */
export interface PoolComponents {
  readonly registry: ComponentSet;
  /** Absolute paths of modules from which workers have what is not built in. */
  readonly plugins: readonly string[];
}

/**
 * Starts the workers.
 *
 * @param workers number of threads; 0 makes batches in this one.
 * @param queued tasks that are given out at a time. All of them are sent at once: this thread may then be busy for long,
 * as it is while the runtime trains, and no worker has to wait for it.
 */
export function createBatchPool(
  workers: number,
  queued: number,
  { registry, plugins }: PoolComponents,
): BatchPool {
  if (workers === 0) return { run: (task) => runBatchTask(task, registry), dispose: () => Promise.resolve() };
  const pool = new Tinypool({
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: Math.max(1, Math.ceil(queued / workers)),
    // A worker that sleeps until the next task can't finish what its last one left to native threads.
    useAtomics: false,
    execArgv: execArguments(),
  });
  const filename = new URL(`./batch-worker${extname(import.meta.url)}`, import.meta.url).href;
  return {
    async run(task) {
      const answer = (await pool
        .run({ task, plugins } satisfies WorkerTask, { filename, name: 'work' })
        .catch((error: unknown) => {
          throw stoppedWorker(error);
        })) as WorkerAnswer;
      if ('error' in answer) throw fromPlainError(answer.error);
      return answer.result;
    },
    dispose: () => pool.destroy(),
  };
}

/**
 * Runs from sources, as in tests, need what runs this thread: a loader for TypeScript, and siblings' sources. tsx itself
 * stays away from worker threads when it is named by `--import`, so it is called.
 */
function execArguments(): string[] | undefined {
  if (extname(import.meta.url) !== '.ts') return undefined;
  const tsx = import.meta.resolve('tsx/esm/api');
  const register = `import { register } from ${JSON.stringify(tsx)}; register();`;
  return ['--conditions=@langseg/source', '--import', `data:text/javascript,${encodeURIComponent(register)}`];
}

/** The thread itself broke: no memory, or a module that is missing. */
function stoppedWorker(cause: unknown): LangSegError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LangSegError(
    'RUNTIME_FAILED',
    `A thread that prepares training data stopped: ${reason} Try fewer workers, or workers: 0 to see where it fails.`,
    {},
    { cause },
  );
}
