import { setTimeout as wait } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { LangSegError } from '@langseg/core';
import { threadProgram } from '../thread-program.js';

/** What a test asks for. */
export type OddTask = 'who' | 'bytes' | 'typed error' | 'plain error' | 'wait' | 'exit' | 'uncaught';

/** Does odd things in a worker thread. */
export const run = threadProgram<OddTask, unknown, { readonly name: string }>(
  async (task, { data: { name }, signal }) => {
    switch (task) {
      case 'who':
        await wait(50);
        return { name, threadId };
      case 'bytes':
        return new Uint8Array([1, 2, 3]);
      case 'typed error':
        throw new LangSegError('NOT_FOUND', 'It is not there.', { path: 'x' });
      case 'plain error':
        throw new TypeError('a bug');
      case 'wait':
        await wait(60_000, undefined, { signal }).catch(() => undefined);
        throw new LangSegError('ABORTED', 'Aborted.');
      case 'exit':
        return process.exit(3);
      case 'uncaught':
        setTimeout(() => {
          throw new Error('nobody catches this');
        });
        return wait(60_000);
    }
  },
  (result) => (result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []),
);
