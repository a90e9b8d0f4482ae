import { describe, expect, it } from 'vitest';
import { latestWins } from './latest-wins.js';

describe('latestWins', () => {
  it('skips what was typed while it worked, except the last', async () => {
    const done: string[] = [];
    let release = () => {};
    const type = latestWins(async (word: string) => {
      await new Promise<void>((resolve) => (release = resolve));
      done.push(word);
    });
    const finished = type('d');
    void type('do');
    void type('dog');
    release();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    release();
    await finished;
    expect(done).toEqual(['d', 'dog']);
  });

  it('starts at once when idle, every time', async () => {
    const done: number[] = [];
    const run = latestWins(async (input: number) => void done.push(input));
    await run(1);
    await run(2);
    expect(done).toEqual([1, 2]);
  });
});
