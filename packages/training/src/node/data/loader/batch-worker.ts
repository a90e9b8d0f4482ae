import type { ComponentSet } from '@langseg/core';
import { kTransferable, kValue, Tinypool } from 'tinypool';
import { nodeTrainingRegistry } from '../../components/node-training-registry.js';
import { withPlugins } from '../../components/recipe-plugins.js';
import type { BatchResult, BatchTask } from './batch-task.js';
import { toPlainError, type PlainError } from './plain-error.js';
import { runBatchTask } from './run-batch-task.js';

/** What a worker gets. */
export interface WorkerTask {
  readonly task: BatchTask;
  /** The same for all tasks of a worker. */
  readonly plugins: readonly string[];
}

/** What a worker answers. */
export type WorkerAnswer = { readonly result: BatchResult } | { readonly error: PlainError };

/** Plugins are loaded once a thread. */
let registry: Promise<ComponentSet> | undefined;

/** Makes a batch in a worker thread. Pixels and targets are handed over, not copied. */
export async function work({ task, plugins }: WorkerTask): Promise<unknown> {
  try {
    registry ??= withPlugins(nodeTrainingRegistry, plugins);
    const result = await runBatchTask(task, await registry);
    const { pixels, targets, soft = [] } = result.batch;
    const arrays = [pixels.data, targets.data, ...soft.flatMap((each) => each?.targets ?? [])];
    return handOver(
      { result },
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  } catch (error) {
    return { error: toPlainError(error) } satisfies WorkerAnswer;
  }
}

function handOver(answer: WorkerAnswer, buffers: ArrayBuffer[]): unknown {
  return Tinypool.move({ [kTransferable]: buffers, [kValue]: answer });
}
