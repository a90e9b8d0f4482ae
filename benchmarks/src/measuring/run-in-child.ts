import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child process is asked to do; see `worker.ts`. */
export type Task =
  | { readonly kind: 'write-model'; readonly model: string; readonly directory: string }
  | { readonly kind: 'benchmark'; readonly id: string; readonly directory: string; readonly runs: number };

const worker = fileURLToPath(new URL('../../worker.ts', import.meta.url));

/**
 * Does a task in a fresh process, so that its peak memory is its own.
 *
 * @returns what the task answers.
 * @throws Error with the process's last words when it fails.
 */
export function runInChild(task: Task): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let answer: unknown;
    const lastWords: Buffer[] = [];
    const child = fork(worker, [JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child.stderr?.on('data', (chunk: Buffer) => lastWords.push(chunk));
    child.on('message', (message) => (answer = message));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(answer);
      else reject(new Error(Buffer.concat(lastWords).toString().trim() || `ended with ${signal ?? code}`));
    });
  });
}
