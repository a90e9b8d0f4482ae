import type { WebSegmenter } from '@langseg/web';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shareEngines, type OnProgress } from './shared-engines.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Engines that note what is opened and ended. */
function engines(fails: (model: string) => boolean = () => false) {
  const opened: string[] = [];
  const ended: string[] = [];
  const progress: OnProgress[] = [];
  const shared = shareEngines(async (model, onProgress) => {
    opened.push(model);
    progress.push(onProgress);
    if (fails(model)) throw new Error(`no ${model}`);
    return { dispose: async () => void ended.push(model) } as unknown as WebSegmenter;
  }, 1000);
  return { shared, opened, ended, progress };
}

describe('shared engines', () => {
  it('open once for all, tell all their progress, and end a while after the last has gone', async () => {
    const { shared, opened, ended, progress } = engines();
    const told: number[] = [];
    const onProgress = (loaded: number) => void told.push(loaded);
    const [first, second] = [shared.borrow('a', onProgress), shared.borrow('a', onProgress)];
    expect(await first.segmenter).toBe(await second.segmenter);
    progress[0](7, 10);
    expect(told).toEqual([7, 7]);
    first.release();
    first.release();
    await vi.advanceTimersByTimeAsync(2000);
    expect([opened, ended]).toEqual([['a'], []]);
    second.release();
    await vi.advanceTimersByTimeAsync(500);
    // Moved within the page.
    const third = shared.borrow('a', onProgress);
    await vi.advanceTimersByTimeAsync(2000);
    expect([opened, ended]).toEqual([['a'], []]);
    third.release();
    await vi.advanceTimersByTimeAsync(2000);
    expect(ended).toEqual(['a']);
    shared.borrow('a', onProgress);
    expect(opened).toEqual(['a', 'a']);
  });

  it('are one for each model, and tried again after a failure', async () => {
    let isBroken = true;
    const { shared, opened } = engines((model) => model === 'b' && isBroken);
    const broken = shared.borrow('b', () => undefined);
    shared.borrow('a', () => undefined);
    await expect(broken.segmenter).rejects.toThrow('no b');
    broken.release();
    isBroken = false;
    await shared.borrow('b', () => undefined).segmenter;
    expect(opened).toEqual(['b', 'a', 'b']);
  });
});
