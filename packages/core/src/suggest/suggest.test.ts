import { describe, expect, it } from 'vitest';
import { colorParts } from '../__fixtures__/fake-parts.js';
import { Segmenter } from '../segmenter/segmenter.js';
import { tensor } from '../tensor/tensor.js';
import { chooseWords, type ChooseOptions } from './choose-words.js';
import { completeWord } from './complete-word.js';

const options: ChooseOptions = { count: 6, minShare: 0.05, minMargin: 0.5, tolerance: 1.5 };
const choose = (rows: number[][], changed: Partial<ChooseOptions> = {}) =>
  chooseWords(tensor('float32', [rows.length, 1, rows[0].length], Float32Array.from(rows.flat())), {
    ...options,
    ...changed,
  });

describe('choosing words', () => {
  const grass = [9, 9, 9, 0, 0, 0, 0, 0, 0, 0];
  const lawn = [8.5, 8.5, 9.2, 0, 0, 0, 0, 0, 0, 0];
  const cow = [0, 0, 0, 7, 7, 0, 0, 0, 0, 0];
  const other = [1, 1, 1, 1, 1, 5, 5, 5, 5, 5];

  it('takes one of several that say the same, the largest first, and leaves the rest', () => {
    expect(choose([lawn, cow, grass, other])).toEqual([
      { index: 2, share: 0.3, margin: 8 },
      { index: 1, share: 0.2, margin: 6 },
    ]);
  });

  it('takes as many as are wanted, and none that win too little or too narrowly', () => {
    const indices = (changed: Partial<ChooseOptions>) =>
      choose([grass, cow, other], changed).map(({ index }) => index);
    expect(indices({ count: 1 })).toEqual([0]);
    expect(indices({ minShare: 0.25 })).toEqual([0]);
    expect(indices({ minMargin: 7 })).toEqual([0]);
    expect(indices({ minMargin: 9 })).toEqual([]);
  });
});

describe('suggesting words', () => {
  const photo = { width: 4, height: 1, data: Uint8Array.of(255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 0) };

  it('proposes known words of a list that win area, for a photo and for an encoded one', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    const words = ['blue', 'green', 'mauve', 'red', 'other'];
    const found = [
      { word: 'red', share: 0.75, margin: 10 },
      { word: 'green', share: 0.25, margin: 10 },
    ];
    expect(await segmenter.suggest(photo, { words })).toEqual(found);
    const image = await segmenter.encode(photo);
    expect(await image.suggest({ words, minShare: 0.5 })).toEqual([{ word: 'red', share: 1, margin: 7.5 }]);
    expect(await image.suggest({ words: ['mauve', 'other'] })).toEqual([]);
    expect(await image.suggest()).toEqual([]);
    image.dispose();
    await expect(image.suggest({ words })).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});

describe('checking words', () => {
  it('says which are known, also of lists of which nothing is', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    expect(await segmenter.checkWords(['red', 'mauve', 'red'])).toEqual([
      { word: 'red', isKnown: true },
      { word: 'mauve', isKnown: false },
      { word: 'red', isKnown: true },
    ]);
    expect(await segmenter.checkWords([])).toEqual([]);
    expect(await segmenter.checkWords(['mauve'])).toEqual([{ word: 'mauve', isKnown: false }]);
  });
});

describe('completing words', () => {
  const vocabulary = {
    words: [
      'she',
      'cat',
      'catholic',
      'do',
      'shadow',
      'law',
      'lawn',
      ...Array.from({ length: 9 }, (_, i) => `x${i}`),
      'shad',
    ],
    nearest: () => [],
  };
  const complete = (text: string, count = 3) => completeWord(text, vocabulary, count);

  it('offers common nouns before frequent words, and the text where it is a word', () => {
    expect(complete('do', 2)).toEqual(['door', 'do']);
    expect(complete('cat')).toEqual(['cat', 'catholic']);
    expect(complete('law')).toEqual(['law', 'lawn']);
    expect(complete('shad')).toEqual(['shadow', 'shad']);
    expect(complete('SHADO')).toEqual(['shadow']);
  });

  it('completes the last word of several, and nothing that is blank or unheard of', () => {
    expect(complete(' red sha', 2)).toEqual(['red shark', 'red shadow']);
    for (const text of ['', ' ', 'red ', 'qqq']) expect(complete(text)).toEqual([]);
    expect(completeWord('gras', undefined, 5)).toEqual(['grass']);
  });
});
