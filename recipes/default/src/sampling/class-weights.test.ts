import { expect, it } from 'vitest';
import { classWeights } from './class-weights.js';

it('lets rare classes count for more, within limits', () => {
  const weights = classWeights([100, 400, 1, 0, 10_000], { least: 0.25, most: 4 });
  expect(weights).toEqual([2, 1, 4, 1, 0.25]);
});
