import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inOrder } from './in-order.js';

it('yields in order what ends in any order, and works on no more than it may', async () => {
  let underWay = 0;
  let most = 0;
  const ended: number[] = [];
  const results: number[] = [];
  const pauses = [30, 1, 20, 1, 1, 10];
  for await (const result of inOrder(pauses, 3, async (pause) => {
    most = Math.max(most, ++underWay);
    await wait(pause);
    underWay--;
    ended.push(pause);
    return 2 * pause;
  }))
    results.push(result);
  expect(results).toEqual(pauses.map((pause) => 2 * pause));
  expect(ended).not.toEqual(pauses);
  expect(most).toBe(3);
});

it.each(['fails', 'is left', 'is aborted'])('aborts and awaits what is under way when it %s', async (how) => {
  const controller = new AbortController();
  const started: number[] = [];
  const stopped: number[] = [];
  const run = async (): Promise<void> => {
    const items = [0, 1, 2, 3, 4];
    const results = inOrder(
      items,
      3,
      async (item, { signal }) => {
        started.push(item);
        if (item === 0) return;
        if (item === 1 && how === 'fails') throw new Error('broken');
        await wait(60_000, undefined, { signal }).catch(() => undefined);
        // What stops takes its time.
        await wait(10);
        stopped.push(item);
        throw new Error('aborted');
      },
      { signal: controller.signal },
    );
    for await (const _ of results) {
      if (how === 'is left') return;
      if (how === 'is aborted') setTimeout(() => controller.abort(), 10);
    }
  };
  const failure = await run().then(
    () => undefined,
    (error: Error) => error.message,
  );
  expect(failure).toBe({ fails: 'broken', 'is left': undefined, 'is aborted': 'aborted' }[how]);
  expect(started).toContain(2);
  expect(stopped).toEqual(started.filter((item) => item > (how === 'fails' ? 1 : 0)));
});
