import { isMainThread, type MessagePort } from 'node:worker_threads';
import { toPlainError, type PlainError } from './plain-error.js';

/** What a thread is sent for each task. */
export interface ThreadCall<Task> {
  readonly task: Task;
  /** Gets a message when nobody waits for the result any more. */
  readonly abort?: MessagePort;
}

/** What a thread answers. */
export type ThreadAnswer<Result> = { readonly result: Result } | { readonly error: PlainError };

/** What the program of a thread is given besides its task. */
export interface ThreadContext<Data> {
  /** As it was given to `createThreadPool`. */
  readonly data: Data;
  readonly signal: AbortSignal;
}

/**
 * Makes what the program of a thread exports as `run`, for `createThreadPool` of another thread to call.
 *
 * @param work does one task. Task, data and result are copied, so they must be plain.
 * @param transfer memory of a result that is handed over instead of copied.
 */
export function threadProgram<Task, Result, Data = undefined>(
  work: (task: Task, context: ThreadContext<Data>) => Promise<Result>,
  transfer: (result: Result) => readonly ArrayBuffer[] = () => [],
): (call: ThreadCall<Task>) => Promise<unknown> {
  if (!isMainThread) refuseToExit();
  return async ({ task, abort }) => {
    const { kTransferable, kValue, Tinypool } = await import('tinypool');
    const controller = new AbortController();
    abort?.once('message', () => controller.abort());
    try {
      const result = await work(task, {
        data: Tinypool.workerData as Data,
        signal: controller.signal,
      });
      const answer: ThreadAnswer<Result> = { result };
      const handedOver = { [kTransferable]: transfer(result), [kValue]: answer };
      return Tinypool.move(handedOver as object as Parameters<typeof Tinypool.move>[0]);
    } catch (error) {
      return { error: toPlainError(error) } satisfies ThreadAnswer<Result>;
    } finally {
      abort?.close();
    }
  };
}

/**
 * The pool hears of errors, but not of a thread that ends by itself: its tasks would never come to an end. Node ends a
 * thread in the same way once an error is caught by nobody and has been passed on; an error thrown in its way then would
 * take the whole process down.
 */
function refuseToExit(): void {
  const exit = process.exit.bind(process);
  process.exit = (status) => {
    throw new Error(`A worker thread can't end the process (status ${status}).`);
  };
  process.once('uncaughtExceptionMonitor', () => {
    process.exit = exit;
  });
}
