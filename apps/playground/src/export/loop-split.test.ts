import { expect, it } from 'vitest';
import { loopLength, loopSplit } from './loop-split.js';

it('goes from the photo to its colours and back, without a jump', () => {
  const steps = Array.from({ length: 200 }, (_, step) => loopSplit((step / 100) * loopLength));
  expect([steps[0], Math.min(...steps), Math.max(...steps)]).toEqual([1, 0, 1]);
  steps.forEach((split, step) => expect(Math.abs(split - (steps[step + 1] ?? split))).toBeLessThan(0.1));
  expect(loopSplit(loopLength - 1)).toBeCloseTo(1, 4);
  // Most of the time something is painted.
  expect(steps.filter((split) => split === 0).length).toBeGreaterThan(60);
});
