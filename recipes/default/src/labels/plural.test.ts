import { expect, it } from 'vitest';
import { plural } from './plural.js';

const known = new Set('people,cities,shelves,benches,sofas,lights,roofs,knives,keys,skies'.split(','));

it.each([
  ['person', 'people'],
  ['city', 'cities'],
  ['key', 'keys'],
  ['shelf', 'shelves'],
  ['roof', 'roofs'],
  ['knife', 'knives'],
  ['bench', 'benches'],
  ['sofa', 'sofas'],
  ['traffic light', 'traffic lights'],
])('of %s is %s', (label, expected) => {
  expect(plural(label, (word) => known.has(word))).toBe(expected);
});

it.each(['sky', 'ottoman', 'stairs'])('of %s there is none', (label) => {
  expect(plural(label, (word) => known.has(word))).toBeUndefined();
});
