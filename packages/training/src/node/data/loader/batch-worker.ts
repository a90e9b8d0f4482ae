import { kTransferable, kValue, Tinypool } from 'tinypool';
import type { BatchResult, BatchTask } from './batch-task.js';
import { toPlainError, type PlainError } from './plain-error.js';
import { runBatchTask } from './run-batch-task.js';

/** What a worker answers. */
export type WorkerAnswer = { readonly result: BatchResult } | { readonly error: PlainError };

/** Makes a batch in a worker thread. Pixels and targets are handed over, not copied. */
export async function work(task: BatchTask): Promise<unknown> {
  try {
    const result = await runBatchTask(task);
    const { pixels, targets } = result.batch;
    return handOver({ result }, [pixels.data.buffer as ArrayBuffer, targets.data.buffer as ArrayBuffer]);
  } catch (error) {
    return { error: toPlainError(error) } satisfies WorkerAnswer;
  }
}

function handOver(answer: WorkerAnswer, buffers: ArrayBuffer[]): unknown {
  return Tinypool.move({ [kTransferable]: buffers, [kValue]: answer });
}
