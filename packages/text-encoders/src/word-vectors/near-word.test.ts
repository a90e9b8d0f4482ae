import { expect, it } from 'vitest';
import { nearWord } from './near-word.js';

const words = ['light', 'traffic', 'sofa', 'soda', 'curtain', 'fridge', 'cat'];

it.each([
  ['trafic', 'traffic'],
  ['sofaa', 'sofa'],
  ['cutrain', 'curtain'],
  ['frigde', 'fridge'],
  ['curttains', 'curtain'],
  ['lihgt', 'light'],
  // Two words are as near: the more frequent one.
  ['soma', 'sofa'],
])('%s may be %s', (unknown, expected) => {
  expect(nearWord(unknown, words)).toBe(expected);
});

it.each(['zzqx', 'cta', 'frinjjes', 'x'.repeat(1000), 'sofabed'])('%s is near to nothing', (unknown) => {
  expect(nearWord(unknown, words)).toBeUndefined();
});
