import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StepCount } from '../training/time-steps.js';
import type { TrainingSetup } from '../training/training-setups.js';

/** What a child process is asked to do; see `worker.ts`. */
export type Task =
  | { readonly kind: 'write-model'; readonly model: string; readonly directory: string }
  | { readonly kind: 'train'; readonly setup: TrainingSetup; readonly count: StepCount }
  | { readonly kind: 'benchmark'; readonly id: string; readonly directory: string; readonly runs: number };

const worker = fileURLToPath(new URL('../../worker.ts', import.meta.url));

/**
 * Does a task in a fresh process, so that its peak memory is its own.
 *
 * @returns what the task answers.
 * @throws Error with the message that the process ended with.
 */
export function runInChild(task: Task): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let answer: unknown;
    let lastWords = '';
    const child = fork(worker, [JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child.stderr?.on('data', (chunk: Buffer) => (lastWords += chunk.toString()));
    child.on('message', (message) => (answer = message));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(answer);
      else reject(new Error(errorLine(lastWords) ?? `ended with ${signal ?? code}`));
    });
  });
}

/** The line in which Node says what was thrown. */
function errorLine(output: string): string | undefined {
  return output.split('\n').find((line) => /^\w*Error\b.*: /.test(line));
}
