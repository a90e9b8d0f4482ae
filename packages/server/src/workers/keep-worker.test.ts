import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../segmenting/answer.js';
import type { PhotoRequest } from '../requests/read-request.js';
import { keepWorker } from './keep-worker.js';
import type { WorkerProcess } from './start-worker.js';

const request: PhotoRequest = { image: new Uint8Array(), wishes: { labels: ['cow'], output: 'rle' } };
const answer: Answer = { status: 200, contentType: 'x', body: new Uint8Array(), timings: {} };

/** A process that never answers, and notes what is done to it. */
function deafProcess(): WorkerProcess & { readonly log: string[] } {
  const log: string[] = [];
  let end = (_reason: string): void => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const kill = (): void => {
    log.push('kill');
    end('It was ended by SIGKILL.');
  };
  return {
    formats: [],
    log,
    ended,
    kill,
    abort: () => void log.push('abort'),
    answer: async () => Promise.reject(new Error(await ended)),
    close: async () => kill(),
  };
}

describe('keepWorker', () => {
  it('ends a process that goes on with what nobody waits for, and starts another', async () => {
    const deaf = deafProcess();
    const good: WorkerProcess = { ...deafProcess(), answer: async () => answer };
    const starts = [deaf, good];
    const lost: string[] = [];
    let free = 0;
    const worker = await keepWorker({
      start: async () => starts.shift()!,
      grace: 20,
      onLost: (reason) => lost.push(reason),
      onFree: () => free++,
    });
    const controller = new AbortController();
    const given = worker.answer(request, controller.signal);
    expect(worker).toMatchObject({ isReady: true, isFree: false });
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: 'ABORTED' });
    expect(deaf.log).toEqual(['abort']);
    while (!worker.isFree) await wait(10);
    expect(deaf.log).toEqual(['abort', 'kill', 'kill']);
    expect(lost).toEqual(['It was ended by SIGKILL.']);
    expect(free).toBeGreaterThan(1);
    expect(await worker.answer(request, new AbortController().signal)).toBe(answer);
    await worker.close();
  });

  it('tries again when a start fails, and stops trying when it is closed', async () => {
    const first = deafProcess();
    const lost: string[] = [];
    const starts = [async () => first, async () => Promise.reject(new Error('no memory'))];
    const worker = await keepWorker({
      start: () => starts.shift()!(),
      grace: 20,
      onLost: (reason) => lost.push(reason),
      onFree: () => undefined,
    });
    first.kill();
    while (lost.length < 2) await wait(10);
    expect(lost[1]).toBe('no memory');
    expect(worker).toMatchObject({ isReady: false, isFree: false });
    await worker.close();
  });
});
