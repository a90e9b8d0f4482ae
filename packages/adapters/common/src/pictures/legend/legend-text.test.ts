import { describe, expect, it } from 'vitest';
import { ellipsize, toLine, toPercent } from './legend-text.js';

describe('toLine', () => {
  it.each([
    ['  traffic\n\tlight ', 'traffic light'],
    ['cafe\u0301', 'café'],
    ['a\u0000b\ud800c\uffff', 'a\ufffdb\ufffdc\ufffd'],
    ['🐕', '🐕'],
    ['', ''],
  ])('%j becomes %j', (label, line) => expect(toLine(label)).toBe(line));

  it('looks at no more than what may fit', () => expect(toLine('x'.repeat(1e6)).length).toBeLessThan(1000));
});

describe('toPercent', () => {
  it.each([
    [1, '100.0%'],
    [0.99999, '>99.9%'],
    [0.5, '50.0%'],
    [0.00049, '<0.1%'],
    [0.0005, '0.1%'],
  ])('%f is %s', (share, percent) => expect(toPercent(share)).toBe(percent));
});

describe('ellipsize', () => {
  const measure = (text: string): number => Array.from(text).length;

  it.each([
    ['grass', 5, 'grass'],
    ['grassland', 6, 'grass…'],
    ['green grass', 7, 'green…'],
    ['grass', 0, 'g…'],
    ['👩‍🚀👩‍🚀👩‍🚀👩‍🚀', 10, '👩‍🚀👩‍🚀👩‍🚀…'],
  ])('%s in %i', (text, width, expected) => expect(ellipsize(text, width, measure)).toBe(expected));
});
