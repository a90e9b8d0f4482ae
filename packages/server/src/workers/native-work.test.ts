import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { PhotoRequest } from '../requests/read-request.js';
import { healthRoutes } from '../routes/health-routes.js';
import { keepWorker, type KeptWorker } from './keep-worker.js';
import { startWorker } from './start-worker.js';
import { createWorkerPool } from './worker-pool.js';

const program = new URL('../__fixtures__/odd-worker.ts', import.meta.url);
const limits = { maxPixels: 100, maxLabels: 10, maxLongestSide: 100, maxComparisons: 1000 };

function asking(what: string): PhotoRequest {
  return { image: Buffer.from(`GIF89a${what}`), wishes: { labels: ['cow'], output: 'rle' } };
}

let worker: KeptWorker;

async function open(grace: number, lost: string[] = []): Promise<void> {
  worker = await keepWorker({
    start: (signal) => startWorker(program, { model: 'default', plugins: [], limits }, signal),
    grace,
    onLost: (reason) => lost.push(reason),
    onFree: () => undefined,
  });
}

async function giveUp(what: string): Promise<void> {
  const controller = new AbortController();
  const answer = worker.answer(asking(what), controller.signal);
  await wait(200);
  controller.abort();
  await expect(answer).rejects.toMatchObject({ code: 'ABORTED' });
}

describe('native code that goes on after its request was given up', { timeout: 60_000 }, () => {
  afterEach(() => worker.close());

  it('keeps its process from being free or ready, until it is replaced', async () => {
    const lost: string[] = [];
    await open(2500, lost);
    await giveUp('native');
    await wait(1200);
    expect(worker).toMatchObject({ isFree: false, isReady: false, isBusy: true });
    await expect.poll(() => lost, { timeout: 20_000 }).toEqual(['It was ended by SIGKILL.']);
    await expect.poll(() => worker.isFree, { timeout: 20_000 }).toBe(true);
    expect(await worker.answer(asking('photo'), new AbortController().signal)).toMatchObject({ status: 200 });
  });

  it('is told from work that ends in time: that process stays', async () => {
    const lost: string[] = [];
    await open(20_000, lost);
    await giveUp('sleep 100000');
    await expect.poll(() => worker.isFree, { timeout: 20_000 }).toBe(true);
    expect(worker.isReady).toBe(true);
    expect(lost).toEqual([]);
  });
});

it(
  'makes the server unready where it stops every process, until one is replaced',
  { timeout: 60_000 },
  async () => {
    const pool = await createWorkerPool({
      workers: 2,
      maxQueue: 1,
      grace: 2500,
      start: (signal) => startWorker(program, { model: 'default', plugins: [], limits }, signal),
    });
    const app = healthRoutes({ isReady: () => pool.ready > 0 });
    const status = async () => (await app.request('/readyz')).status;
    const stop = async () => {
      const signal = AbortSignal.timeout(200);
      await expect(pool.answer(asking('native'), signal)).rejects.toMatchObject({ code: 'ABORTED' });
    };
    try {
      expect(await status()).toBe(200);
      await Promise.all([stop(), stop()]);
      await expect.poll(status, { timeout: 20_000 }).toBe(503);
      await expect.poll(status, { timeout: 20_000 }).toBe(200);
      const answer = await pool.answer(asking('photo'), new AbortController().signal);
      expect(answer).toMatchObject({ status: 200 });
    } finally {
      await pool.close();
    }
  },
);
