import { describe, expect, it } from 'vitest';
import { createLabels } from './label-list.js';
import { wordsKey, wordsToAsk } from './words-to-ask.js';

const labels = createLabels([{ word: 'cow' }, { word: 'grass' }]);

describe('words for the engine', () => {
  it('are the list and what is being typed', () => {
    expect(wordsToAsk(labels, ' old  ba', false)).toEqual(['cow', 'grass', 'old ba']);
    expect(wordsToAsk(labels, 'Cow', true)).toEqual(['cow', 'grass', 'other']);
  });

  it('give a single word a rival, and none to nothing', () => {
    expect(wordsToAsk(labels.slice(1), '', false)).toEqual(['grass', 'other']);
    expect(wordsToAsk([], 'd', false)).toEqual(['d', 'other']);
    expect(wordsToAsk([], '  ', true)).toEqual([]);
    expect(wordsToAsk(createLabels([{ word: 'other' }]), '', true)).toEqual(['other']);
  });

  it('are the same in another order', () => {
    expect(wordsKey(['a', 'b'])).toBe(wordsKey(['b', 'a']));
    expect(wordsKey(['a', 'b'])).not.toBe(wordsKey(['a b']));
  });
});
