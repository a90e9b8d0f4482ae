import { describe, expect, it } from 'vitest';
import { samples } from '../photo/samples.js';
import {
  createLabels,
  recolorLabel,
  renameLabel,
  withoutSuggestions,
  withSuggestions,
} from './label-list.js';
import { areOwnWords } from './own-words.js';

const own = createLabels([{ word: 'desk', color: '#112233' }]);
const words = (labels: typeof own) => labels.map(({ word }) => word);

describe('suggested words', () => {
  it('are added to one’s own, with colours of their own, and once', () => {
    const labels = withSuggestions(own, ['chair', 'Desk', 'wall']);
    expect(words(labels)).toEqual(['desk', 'chair', 'wall']);
    expect(labels[0]).toBe(own[0]);
    expect(new Set(labels.map(({ color }) => color)).size).toBe(3);
  });

  it('replace earlier ones, and go as they came', () => {
    const labels = withSuggestions(withSuggestions(own, ['chair']), ['wall']);
    expect(words(labels)).toEqual(['desk', 'wall']);
    expect(withoutSuggestions(labels)).toEqual(own);
  });

  it('become one’s own when they are renamed, not when they are coloured', () => {
    const [chair] = withSuggestions([], ['chair']);
    expect(withoutSuggestions(renameLabel([chair], chair.id, 'armchair'))).toHaveLength(1);
    expect(withoutSuggestions(recolorLabel([chair], chair.id, '#000000'))).toHaveLength(0);
  });
});

describe('words of one’s own', () => {
  it('are neither a sample’s nor proposed', () => {
    expect(areOwnWords([])).toBe(false);
    expect(areOwnWords(createLabels(samples[0].words))).toBe(false);
    expect(areOwnWords(withSuggestions([], ['chair', 'wall']))).toBe(false);
    expect(areOwnWords(withSuggestions(own, ['chair']))).toBe(true);
    expect(areOwnWords(createLabels([...samples[0].words, { word: 'fence' }]))).toBe(true);
  });
});
