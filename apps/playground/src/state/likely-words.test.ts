import { expect, it } from 'vitest';
import { createLabels } from './label-list.js';
import { freshWords, likelyWords } from './likely-words.js';

it('offers what fits nearly as well as the best word and is not on the list', () => {
  const found = [
    { word: 'grass', similarity: 0.49 },
    { word: 'mud', similarity: 0.3 },
    { word: 'soil', similarity: 0.5 },
  ];
  expect(likelyWords(found)).toEqual(['grass', 'soil']);
  expect(likelyWords([])).toEqual([]);
  expect(freshWords(createLabels([{ word: 'Grass' }]), ['grass', 'soil'])).toEqual(['soil']);
});
