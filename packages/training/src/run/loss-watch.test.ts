import { describe, expect, it } from 'vitest';
import { LossWatch } from './loss-watch.js';

describe('LossWatch', () => {
  it.each([NaN, Infinity, -Infinity])('stops at %d', (loss) => {
    expect(new LossWatch(null).check(loss)).toMatch(/the loss is/);
  });

  it('knows what is usual once it has seen enough', () => {
    const watch = new LossWatch(10);
    expect(watch.check(1000)).toBeUndefined();
    for (let i = 0; i < 19; i++) expect(watch.check(1)).toBeUndefined();
    expect(watch.check(10)).toBeUndefined();
    expect(watch.check(10.1)).toBe('the loss is 10.10, more than 10 times its median of 1.000');
    expect(new LossWatch(null, watch.recent).check(1e9)).toBeUndefined();
  });

  it('goes on with the losses of an earlier sitting, and remembers a hundred', () => {
    const watch = new LossWatch(
      10,
      Array.from({ length: 100 }, (_, i) => 1 + i / 1000),
    );
    expect(watch.check(20)).toMatch(/more than 10 times/);
    watch.check(2);
    expect(watch.recent).toHaveLength(100);
    expect(watch.recent.at(-1)).toBe(2);
  });
});
