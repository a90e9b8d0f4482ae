import { beforeAll, expect, it } from 'vitest';
import { Matrix } from 'ml-matrix';
import { readWordNet, type WordNet } from '../labels/word-net.js';
import { unofferedKinds } from '../labels/unoffered-kinds.js';
import { anchorWords } from './anchor-words.js';
import { wordRows, wordTable } from './word-rows.js';

let wordNet: WordNet;
beforeAll(async () => {
  wordNet = await readWordNet();
});

const words = [
  'dog',
  'dogs',
  'dachshund',
  'dachshunds',
  'pool',
  'stage',
  'anaphase',
  'cathedral',
  'swimming',
  'person',
  'nurse',
  'tiger',
];
const table = wordTable({ words, directions: Matrix.eye(words.length), lengths: words.map(() => 1) });

async function moved(names: readonly string[], share: number) {
  const { directions } = wordRows(await anchorWords(table, names, wordNet, { share }));
  return (word: string) => directions.getRow(words.indexOf(word));
}

it('moves kinds and plurals of a name towards it', async () => {
  const row = await moved(['dog'], 0.5);
  const half = Math.SQRT1_2;
  const near = (word: string) => [row(word)[words.indexOf('dog')], row(word)[words.indexOf(word)]];
  for (const word of ['dogs', 'dachshund', 'dachshunds']) {
    expect(near(word)[0], word).toBeCloseTo(half, 2);
    expect(near(word)[1], word).toBeCloseTo(half, 2);
  }
  expect(row('cathedral')[words.indexOf('cathedral')]).toBeCloseTo(1, 2);
});

it('lets words stay that mean a kind of person and something else', async () => {
  const row = await moved(['person'], 1);
  expect(row('nurse')[words.indexOf('person')]).toBeCloseTo(1, 2);
  expect(row('tiger')[words.indexOf('tiger')]).toBeCloseTo(1, 2);
});

it('lets names stay, and the words that phrases are made of', async () => {
  const row = await moved(['dog', 'swimming pool'], 1);
  for (const word of ['dog', 'pool', 'swimming']) expect(row(word)[words.indexOf(word)]).toBeCloseTo(1, 2);
});

it('passes over names whose meaning is no thing, and names that have no vector', async () => {
  // "Stage" is first of all a part of something that goes on, such as the anaphase of a cell's division.
  const row = await moved(['stage', 'building'], 1);
  for (const word of ['anaphase', 'cathedral']) expect(row(word)[words.indexOf(word)]).toBeCloseTo(1, 2);
});

it('kinds that training has not offered leave out those that it has', () => {
  const rank = (word: string) => ({ dachshund: 1, poodle: 2, terrier: 60_000 })[word];
  const kinds = (taken: readonly string[]) => unofferedKinds(wordNet, 'dog', { taken: new Set(taken), rank });
  expect(kinds([])).toEqual(['dachshund', 'poodle']);
  expect(kinds(['dachshund'])).toEqual(['poodle']);
});
