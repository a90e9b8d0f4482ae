import { describe, expect, it } from 'vitest';
import { repeatFactors } from './repeat-factors.js';

describe('repeatFactors', () => {
  it('repeats photos of classes that are rarer than the share', () => {
    const photos = [
      new Set([0]),
      new Set([0]),
      new Set([0, 1]),
      new Set([0, 2]),
      ...Array(12).fill(new Set([0, 2])),
    ];
    const factors = repeatFactors(photos, { share: 0.25 });
    expect(factors.slice(0, 4)).toEqual([1, 1, 2, 1]);
  });

  it('leaves everything as it is at share 0', () => {
    expect(repeatFactors([new Set([3]), new Set()], { share: 0 })).toEqual([1, 1]);
  });
});
