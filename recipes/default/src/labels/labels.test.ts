import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { classWords } from './class-words.js';
import { setLabels } from './label-options.js';
import { heldOutWords } from '../evaluation/held-out-words.js';
import { senses } from './senses.js';
import { neighbours } from '../text/neighbours.js';
import { readWordNet } from './word-net.js';

const wordNet = await readWordNet();
const anyWord = () => 1;

it('reads nouns', () => {
  const [dog] = wordNet.senses('dog');
  expect(dog.words.slice(0, 2)).toEqual(['dog', 'domestic dog']);
  expect(dog.hypernyms.map((id) => wordNet.synset(id).words[0])).toEqual(['canine', 'domestic animal']);
  expect(wordNet.senses('hot dog')).toHaveLength(3);
  expect(wordNet.senses('qwertz')).toEqual([]);
});

it.each([
  ['sofa', ['couch'], ['furniture']],
  ['car', ['automobile', 'auto'], ['vehicle', 'motor vehicle']],
  ['dog', ['domestic dog'], ['canine', 'animal']],
  ['bus', ['omnibus'], ['vehicle']],
  ['person', ['human'], []],
])('knows other words for a %s', (name, synonyms, broader) => {
  const words = classWords(wordNet, name, anyWord);
  expect(words.synonyms).toEqual(expect.arrayContaining(synonyms));
  expect(words.broader).toEqual(expect.arrayContaining(broader));
  expect([...words.synonyms, ...words.broader]).not.toContain(name);
});

it('takes only what the text encoder knows, and no rare sense', () => {
  expect(classWords(wordNet, 'sofa', (word) => (word === 'couch' ? undefined : 1)).synonyms).not.toContain(
    'couch',
  );
  expect(classWords(wordNet, 'car', anyWord).synonyms).not.toContain('machine');
  expect(classWords(wordNet, 'person', anyWord).broader).toEqual([]);
});

it('offers no word that a protocol holds back, not even one added by hand', () => {
  const protocol = (name: string, prompts: string[]) => ({ name, dataset: 'photos', prompts, map: [0] });
  const protocols = [protocol('named/a', ['car', 'sky']), protocol('synonym/a', ['sedan', 'man', 'sky'])];
  const heldOut = heldOutWords(protocols, 'synonym');
  expect([...heldOut]).toEqual(['sedan', 'man']);
  const rank = (word: string) => (heldOut.has(word) ? undefined : 1);
  expect(classWords(wordNet, 'car', rank).synonyms).not.toContain('sedan');
  expect(classWords(wordNet, 'person', rank).synonyms).toEqual(expect.arrayContaining(['woman']));
  expect(classWords(wordNet, 'person', rank).synonyms).not.toContain('man');
});

it('has senses that are in WordNet', () => {
  for (const name of Object.keys(senses)) expect(() => classWords(wordNet, name, anyWord)).not.toThrow();
});

it('gives no class the word of another one, unless it is broader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'langseg-'));
  try {
    writeFileSync(
      join(folder, 'classes.json'),
      '{"classes": ["background", "aeroplane", "sofa", "couch", "desk", "table"]}',
    );
    const { names, synonyms, broader } = setLabels(wordNet, folder, anyWord);
    expect(names).toEqual({ background: 'other', aeroplane: 'airplane' });
    expect(synonyms.airplane).toContain('plane');
    expect(synonyms.sofa).not.toContain('couch');
    expect(synonyms.table).not.toContain('desk');
    expect(broader.desk).toContain('table');
    expect(Object.hasOwn(synonyms, 'other')).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('joins words of one meaning and words for kinds of another, by their first senses', () => {
  // The first sense of "canine" is a tooth.
  const words = ['dog', 'canine', 'car', 'auto', 'cat', 'feline'];
  const pairs = neighbours(wordNet, words).map((pair) => pair.map((index) => words[index]).join(' '));
  expect(pairs.sort()).toEqual(['car auto', 'cat feline']);
});
