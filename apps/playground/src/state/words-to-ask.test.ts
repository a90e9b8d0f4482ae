import { describe, expect, it } from 'vitest';
import { createLabels } from './label-list.js';
import { wordsKey, wordsToAsk } from './words-to-ask.js';

const unknown = new Set(['g', 'Kühe']);
const checks = { get: (word: string) => ({ isKnown: !unknown.has(word) }) } as ReadonlyMap<
  string,
  { isKnown: boolean }
>;
const labels = createLabels([{ word: 'cow' }, { word: 'grass' }]);
const cow = labels.slice(0, 1);
const ask = (list: typeof labels, draft = '', other = false) => wordsToAsk(list, draft, other, checks);

describe('words for the engine', () => {
  it('are the list and what is being typed', () => {
    expect(ask(labels, 'old barn')).toEqual(['cow', 'grass', 'old barn']);
    expect(ask(labels, 'Cow', true)).toEqual(['cow', 'grass', 'other']);
  });

  it('give a single word a rival, and none to nothing', () => {
    expect(ask(cow)).toEqual(['cow', 'other']);
    expect(ask([], 'dog')).toEqual(['dog', 'other']);
    expect(ask([], '', true)).toEqual([]);
    expect(ask(createLabels([{ word: 'other' }]), '', true)).toEqual(['other']);
    expect(ask(createLabels([{ word: 'other' }, { word: 'cow' }]))).toEqual(['other', 'cow']);
  });

  it('count only words that the model knows as rivals', () => {
    expect(ask(cow, 'g')).toEqual(['cow', 'other']);
    expect(ask(createLabels([{ word: 'cow' }, { word: 'Kühe' }]))).toEqual(['cow', 'other']);
    expect(ask(createLabels([{ word: 'Kühe' }]), '', true)).toEqual([]);
  });

  it('keep the rival of a single word while another is being typed', () => {
    expect(ask(cow, 'grass')).toEqual(['cow', 'grass', 'other']);
  });

  it('leave out what has not been asked about', () => {
    expect(wordsToAsk(labels, '', false, new Map([['cow', { isKnown: true }]]))).toEqual(['cow', 'other']);
    expect(wordsToAsk(labels, '', true, new Map())).toEqual([]);
  });

  it('are the same in another order', () => {
    expect(wordsKey(['a', 'b'])).toBe(wordsKey(['b', 'a']));
    expect(wordsKey(['a', 'b'])).not.toBe(wordsKey(['a b']));
  });
});
