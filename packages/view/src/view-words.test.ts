import { describe, expect, it } from 'vitest';
import { formatWords, parseWords } from './view-words.js';
import { wordColors } from './word-colors.js';

describe('words of an attribute', () => {
  it('stand between commas, semicolons or line ends, once', () => {
    const words = parseWords(' cow, tall   grass;\nsky, Cow,, ');
    expect(words.map(({ word }) => word)).toEqual(['cow', 'tall grass', 'sky']);
    expect(words.map(({ color }) => color)).toEqual(wordColors.slice(0, 3));
    expect(parseWords('')).toEqual([]);
  });

  it('may have colours of their own, and are written as they are read', () => {
    const text = 'cow, grass #b6d94c, sky';
    expect(parseWords('cow #FF7A59, grass #B6D94C , sky #b6d94')).toEqual([
      { word: 'cow', color: '#ff7a59' },
      { word: 'grass', color: '#b6d94c' },
      { word: 'sky #b6d94', color: wordColors[2] },
    ]);
    expect(formatWords(parseWords(text))).toBe(text);
  });

  it('are at most a hundred', () => {
    expect(parseWords(Array.from({ length: 500 }, (_, index) => `word ${index}`).join())).toHaveLength(100);
  });
});
