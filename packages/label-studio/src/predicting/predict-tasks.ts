import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import { Refusal } from '@langseg/server';
import type { Prediction } from './predict-task.js';

/** How many tasks are worked at side by side: one photo is fetched while another is segmented. */
const sideBySide = 2;

/** What many tasks are predicted with. */
export interface PredictTasksInit extends Required<RunOptions> {
  /** Milliseconds after which nothing more is begun or waited for. */
  readonly timeout: number;
  readonly onError: (message: string) => void;
}

/** Failures that pass: the task is to be asked for again. */
const passing: ReadonlySet<string> = new Set([
  'QUEUE_FULL',
  'TIMED_OUT',
  'WORKER_LOST',
  'SHUTTING_DOWN',
  'ABORTED',
]);

/**
 * Predicts tasks in their order. Label Studio gives predictions to tasks by position and asks again for those behind the last one, so a batch for
 * which there is too little time is answered with its first tasks. A task whose photo can't be read gets a prediction without regions, so
 * that it doesn't cost the others theirs; the owner of the server hears why.
 *
 * @throws Refusal for tasks none of which can be predicted, with the reason for the first one, and `TIMED_OUT`; LangSegError.
 */
export async function predictTasks<T>(
  tasks: readonly T[],
  predict: (task: T, signal: AbortSignal) => Promise<Prediction>,
  { timeout, onError, signal: client }: PredictTasksInit,
): Promise<Prediction[]> {
  const late = AbortSignal.timeout(timeout);
  const signal = AbortSignal.any([client, late]);
  const outcomes: (Prediction | Error)[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < tasks.length && !signal.aborted) {
      const place = next++;
      outcomes[place] = await predict(tasks[place], signal).catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work));
  throwIfAborted(client);
  const end = outcomes.findIndex((outcome) => outcome === undefined || isPassing(outcome));
  const done = end < 0 ? outcomes : outcomes.slice(0, end);
  const failed = done.filter((outcome) => outcome instanceof Error);
  if (tasks.length > 0 && failed.length === done.length) throw failed[0] ?? tooLate(outcomes[0], timeout);
  for (const { message } of failed) onError(`A task of Label Studio got no regions: ${message}`);
  return done.map((outcome) => (outcome instanceof Error ? { result: [] } : outcome));
}

function isPassing(outcome: Prediction | Error): boolean {
  return (outcome instanceof Refusal || LangSegError.is(outcome)) && passing.has(outcome.code);
}

function tooLate(outcome: Prediction | Error | undefined, timeout: number): Error {
  if (outcome instanceof Refusal) return outcome;
  return new Refusal(
    'TIMED_OUT',
    `No task was done within ${timeout / 1000} s. Ask for fewer, or for smaller photos.`,
    {
      retryAfter: 5,
    },
  );
}
