import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { formWith, metricBecomes, outcomeOf, post, startOddServer } from './__fixtures__/test-server.js';

describe('a server that is closed', { timeout: 240_000 }, () => {
  it('finishes what it has begun, takes nothing more, and frees its processes', async () => {
    const server = await startOddServer();
    const begun = [post(server, formWith('sleep 1500')), post(server, formWith('photo'))];
    await metricBecomes(server, 'langseg_queue_length', 1);
    const closed = server.close();
    expect(server.close()).toBe(closed);
    await wait(50);
    await expect(fetch(new URL('healthz', server.url))).rejects.toThrow();
    expect(await Promise.all((await Promise.all(begun)).map(outcomeOf))).toEqual(['200 ok', '200 ok']);
    await closed;
  });

  it('cuts off what takes too long, with an answer', async () => {
    const server = await startOddServer({}, { drainTimeout: 100 });
    const begun = [post(server, formWith('sleep 60000')), post(server, formWith('photo'))];
    await metricBecomes(server, 'langseg_queue_length', 1);
    const start = performance.now();
    const closed = server.close();
    expect(await Promise.all((await Promise.all(begun)).map(outcomeOf))).toEqual([
      '503 SHUTTING_DOWN',
      '503 SHUTTING_DOWN',
    ]);
    await closed;
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe('a photo that takes too long', { timeout: 240_000 }, () => {
  it('is given up, waiting or not', async () => {
    await using server = await startOddServer({ timeout: 400 });
    const [running, waiting] = [post(server, formWith('sleep 60000')), post(server, formWith('sleep 60000'))];
    for (const response of [await running, await waiting]) {
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await outcomeOf(response)).toBe('503 TIMED_OUT');
    }
    await metricBecomes(server, 'langseg_workers_busy', 0);
  });
});

describe('a model that does not load', { timeout: 120_000 }, () => {
  it('fails the start with the reason', async () => {
    const model = new URL('../../default-model/bundle/', import.meta.url);
    await expect(startOddServer({}, { model: model.href })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('No such model'),
    });
  });
});
