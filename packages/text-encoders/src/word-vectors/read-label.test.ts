import { expect, it } from 'vitest';
import { readLabel, type Vocabulary } from './read-label.js';

const words = [
  'the',
  'light',
  'traffic',
  'dog',
  'color',
  'pony',
  'leaf',
  'traff',
  'iclight',
  'shoes',
  'theater',
  'cafe',
  'dormouse',
  'fireman',
];
const vocabulary: Vocabulary = {
  ranks: new Map(words.map((word, rank) => [word, rank])),
  aliases: new Map([['t-shirt', 'the shoe']]),
};

it.each([
  ['Dog', ['dog']],
  ['traffic-light', ['traffic', 'light']],
  ['the_dog 2, the DOG', ['dog', 'dog']],
  ['A dog', ['dog']],
  ['the', ['the']],
  ['café', ['cafe']],
])('%s: known words as they stand', (label, expected) => {
  expect(readLabel(label, vocabulary)).toEqual({ words: expected, guesses: [], unknown: [] });
});

it.each([
  ['trafficlight', 'traffic light'],
  ['dogs', 'dog'],
  ['ponies', 'pony'],
  ['leaves', 'leaf'],
  ['dormice', 'dormouse'],
  ['firemen', 'fireman'],
  ['shoe', 'shoes'],
  ['colour', 'color'],
  ['theatre', 'theater'],
])('%s is read as %s', (label, readAs) => {
  const expected = { words: readAs.split(' '), guesses: [{ word: label, readAs }], unknown: [] };
  expect(readLabel(label, vocabulary)).toEqual(expected);
});

it('spells aliases out, whatever their case and spacing', () => {
  expect(readLabel('  T-Shirt ', vocabulary).words).toEqual(['shoes']);
});

it('names unknown words and leaves them out', () => {
  expect(readLabel('blorple dog', vocabulary)).toEqual({ words: ['dog'], guesses: [], unknown: ['blorple'] });
  expect(readLabel('собака', vocabulary)).toEqual({ words: [], guesses: [], unknown: [] });
});

it('says nothing of articles and the s of a possessive', () => {
  expect(readLabel("a dog, an xyzzy, the pony's", { ...vocabulary, ranks: new Map([['dog', 0]]) })).toEqual({
    words: ['dog'],
    guesses: [],
    unknown: ['xyzzy', 'pony'],
  });
});

it('does not put compounds together from short scraps', () => {
  expect(readLabel('dogthe', vocabulary).words).toEqual([]);
});
