import { expect, it } from 'vitest';
import { nearMatches } from './near-matches.js';

it('finds what was meant, the likeliest first', () => {
  expect(nearMatches('hose', ['horse', 'Hose', 'cat'])).toEqual(['Hose', 'horse']);
  expect(nearMatches('hosre', ['horse', 'nose'])).toEqual(['horse']);
});

it('takes little time, whatever is compared', () => {
  const start = performance.now();
  expect(nearMatches('a'.repeat(1_000_000), ['a'.repeat(999_999)])).toEqual([]);
  expect(performance.now() - start).toBeLessThan(500);
});
