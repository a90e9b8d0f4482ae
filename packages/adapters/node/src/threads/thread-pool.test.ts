import { setTimeout as wait } from 'node:timers/promises';
import { LangSegError } from '@langseg/core';
import { afterAll, expect, it } from 'vitest';
import type { OddTask } from './__fixtures__/odd-thread.js';
import { createThreadPool } from './thread-pool.js';

const program = new URL('./__fixtures__/odd-thread.ts', import.meta.url);
const pool = createThreadPool<OddTask, unknown>(program, { threads: 2, data: { name: 'odd' } });
afterAll(() => pool.dispose());

it('runs tasks in several threads, which all have the data', { timeout: 60_000 }, async () => {
  const answers = (await Promise.all(Array.from({ length: 8 }, () => pool.run('who')))) as {
    name: string;
    threadId: number;
  }[];
  expect(new Set(answers.map(({ name }) => name))).toEqual(new Set(['odd']));
  expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(2);
  expect(await pool.run('bytes')).toEqual(new Uint8Array([1, 2, 3]));
});

it('passes errors on, with code, context and where they came from', async () => {
  const typed = (await pool.run('typed error').catch((error: unknown) => error)) as LangSegError;
  expect(LangSegError.is(typed, 'NOT_FOUND')).toBe(true);
  expect(typed).toMatchObject({ message: 'It is not there.', context: { path: 'x' } });
  expect((typed.cause as Error).stack).toContain('odd-thread.ts');
  const plain = (await pool.run('plain error').catch((error: unknown) => error)) as Error;
  expect([plain.message, LangSegError.is(plain)]).toEqual(['TypeError: a bug', false]);
});

it('tells a task when nobody waits for it any more, and waits until it has stopped', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const running = [pool.run('wait', { signal }), pool.run('wait', { signal }), pool.run('wait', { signal })];
  const failures = Promise.allSettled(running);
  await wait(50);
  controller.abort();
  for (const result of await failures) expect(result).toMatchObject({ reason: { code: 'ABORTED' } });
  await expect(pool.run('who', { signal })).rejects.toMatchObject({ code: 'ABORTED' });
  expect(await pool.run('who')).toMatchObject({ name: 'odd' });
});

it(
  'fails where a task ends the process, or breaks the thread, and goes on',
  { timeout: 60_000 },
  async () => {
    await expect(pool.run('exit')).rejects.toThrow("A worker thread can't end the process (status 3).");
    await expect(pool.run('uncaught')).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringMatching(/^A worker thread stopped: nobody catches this\. Try/),
    });
    expect(await pool.run('who')).toMatchObject({ name: 'odd' });
  },
);
