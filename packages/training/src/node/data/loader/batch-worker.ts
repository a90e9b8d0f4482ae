import { threadProgram, withPlugins } from '@langseg/adapter-node';
import type { ComponentSet } from '@langseg/core';
import { nodeTrainingRegistry } from '../../components/node-training-registry.js';
import type { BatchResult, BatchTask } from './batch-task.js';
import { runBatchTask } from './run-batch-task.js';

/** Plain data for all tasks. */
export interface BatchWorkerData {
  /** Absolute paths of modules from which threads have what is not built in. */
  readonly plugins: readonly string[];
}

/** Plugins are loaded once a thread. */
let registry: Promise<ComponentSet> | undefined;

/** Makes a batch in a worker thread. Pixels and targets are handed over, not copied. */
export const run = threadProgram<BatchTask, BatchResult, BatchWorkerData>(
  async (task, { data: { plugins } }) => {
    registry ??= withPlugins(nodeTrainingRegistry, plugins);
    return runBatchTask(task, await registry);
  },
  ({ batch: { pixels, targets, soft = [] } }) =>
    [pixels.data, targets.data, ...soft.flatMap((each) => each?.targets ?? [])].map(
      ({ buffer }) => buffer as ArrayBuffer,
    ),
);
