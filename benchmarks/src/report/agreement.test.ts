import { tensor } from '@langseg/core';
import { expect, it } from 'vitest';
import { agreement } from './agreement.js';

const words = tensor('float32', [2, 2], Float32Array.of(1, 0, 0, 1));

it('counts rows with enough margin whose label stays', () => {
  // The first row is sure, the second nearly undecided, the third changes sides.
  const exact = Float32Array.of(1, 0, 1, 0.9999, 0, 1);
  const rounded = Float32Array.of(1, 0.1, 0.9, 1, 1, 0);
  const { shares, error, errorOfSpread } = agreement([exact], [rounded], [words], 1e-3);
  expect(shares).toEqual([0.5]);
  expect(error).toBeGreaterThan(0.5);
  expect(errorOfSpread).toBeGreaterThan(error);
  expect(agreement([exact], [rounded], [words], 1e-5).shares).toEqual([1 / 3]);
  expect(agreement([exact], [exact], [words], 1e-3)).toEqual({ error: 0, errorOfSpread: 0, shares: [1] });
});
