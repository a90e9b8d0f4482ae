import { expect, it } from 'vitest';
import { matchesPattern } from './matches-pattern.js';

it.each([
  ['*', '', true],
  ['a.b', 'a.b', true],
  ['a.b', 'axb', false],
  ['*.bias', 'fuse.bias', true],
  ['*.bias', '.bias', true],
  ['bias*', 'bias', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['a*b*c', 'a.c.b.c', true],
  ['a*b*c', 'acb', false],
  ['*ab*', 'xaxab', true],
  ['[x]*', 'x1', false],
])('%j on %j: %s', (pattern, name, expected) => {
  expect(matchesPattern(pattern, name)).toBe(expected);
});

it('takes linear time', () => {
  const start = performance.now();
  expect(matchesPattern('a*'.repeat(500) + 'b', 'a'.repeat(100_000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(500);
});
