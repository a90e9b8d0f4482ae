import { expect, it } from 'vitest';
import { median, timeVariants } from './timing.js';

it('takes the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 2])).toBe(3.5);
});

it('warms every variant up once and then times them in turn', async () => {
  const calls: string[] = [];
  const variant = (name: string, targetMs?: number) => ({
    name,
    targetMs,
    run: () => Promise.resolve(calls.push(name)),
  });
  const timings = await timeVariants([variant('a', 5), variant('b')], 2);
  expect(calls.join(' ')).toBe('a b a b a b');
  expect(timings).toMatchObject([
    { name: 'a', runs: 2, targetMs: 5 },
    { name: 'b', runs: 2, targetMs: undefined },
  ]);
  for (const { minMs, medianMs, maxMs } of timings) {
    expect(minMs).toBeLessThanOrEqual(medianMs);
    expect(medianMs).toBeLessThanOrEqual(maxMs);
  }
});
