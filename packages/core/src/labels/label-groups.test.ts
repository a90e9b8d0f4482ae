import { describe, expect, it } from 'vitest';
import type { Label, LabelGroup } from './label.js';
import { createLabelSet } from './label-set.js';

const furniture: LabelGroup = {
  name: 'furniture',
  children: [
    { name: 'seat', words: ['sofa', 'chair'] },
    { name: 'table', words: ['desk'], children: ['workbench'] },
  ],
};

describe('a tree of labels', () => {
  const tree: Label[] = [furniture, 'dog', { name: 'rest', words: ['wall'], children: ['floor'] }];

  it.each([
    [1, ['furniture', 'dog', 'rest'], [[0, 1, 2, 3], [4], [5, 6]]],
    [2, ['seat', 'table', 'dog', 'rest', 'floor'], [[0, 1], [2, 3], [4], [5], [6]]],
    [3, ['seat', 'table', 'workbench', 'dog', 'rest', 'floor'], [[0, 1], [2], [3], [4], [5], [6]]],
    [9, ['seat', 'table', 'workbench', 'dog', 'rest', 'floor'], [[0, 1], [2], [3], [4], [5], [6]]],
  ])('is cut at depth %i', (depth, labels, words) => {
    const set = createLabelSet(tree, { depth });
    expect(set.labels).toEqual(labels);
    expect(set.words).toEqual(['sofa', 'chair', 'desk', 'workbench', 'dog', 'wall', 'floor']);
    expect(set.planes?.map((plane) => plane.words)).toEqual(words);
    expect(set.uniqueIndex).toEqual([...labels.keys()]);
  });

  it('counts a word that is repeated among the words of one label once', () => {
    const set = createLabelSet([{ name: 'seat', words: ['chair', 'chair'] }, 'dog', 'dog']);
    expect(set).toMatchObject({
      labels: ['seat', 'dog', 'dog'],
      words: ['chair', 'dog'],
      duplicates: ['dog'],
    });
    expect(set.planes).toEqual([{ words: [0] }, { words: [1] }]);
  });

  const itself: { name: string; children: Label[] } = { name: 'a', children: [] };
  itself.children.push({ name: 'b', children: [itself] });
  let deep: Label = 'x';
  for (let level = 0; level < 5000; level++) deep = { name: `${level}`, children: [deep] };

  it.each<[string, unknown[]]>([
    ['contains itself: "a" > "b" > "a"', [itself]],
    ['nested 32 deep', [deep]],
    ['The word "chair" stands for "seat" and for "chair"', [{ name: 'seat', words: ['chair'] }, 'chair']],
    ['The word "chair" stands for "seat" and for "stool"', [furniture, { name: 'stool', words: ['chair'] }]],
    ['stands for "seat" and for "seat"', [{ name: 'all', children: [furniture, furniture] }]],
    ['Two labels are called "dog"', [{ name: 'dog', words: ['hound'] }, 'dog']],
    ['The group "seat" is empty', [{ name: 'seat' }]],
    ['The group "seat" is empty', [{ name: 'seat', words: [], children: [] }]],
    ['The group "seat" is empty', ['dog', { name: 'all', children: [{ name: 'seat', words: [] }] }]],
    ['needs a name, got undefined at index 1', ['dog', { words: ['cat'] }]],
    ['needs a name, got a blank text', [{ name: ' ', words: ['cat'] }]],
    ['unknown entry "synonyms"', [{ name: 'cat', synonyms: ['kitten'] }]],
    ['"words" of the group "cat" must be a list', [{ name: 'cat', words: 'kitten' }]],
    ['Every word of the group "cat" must be a string, got number', [{ name: 'cat', words: [3] }]],
    ['got null at index 0', [null]],
    ['got number at index 0 of "cat"', [{ name: 'cat', children: [3] }]],
    ['got a list at index 0', [['cat']]],
    ['at most 2000 characters', [{ name: 'cat', words: ['x'.repeat(2001)] }]],
    ['at most 2000 characters', [{ name: 'x'.repeat(2001), words: ['cat'] }]],
  ])('is refused: %s', (message, labels) => {
    const make = () => createLabelSet(labels as Label[], { depth: 1 });
    expect(make).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
    expect(make).toThrow(message);
  });

  it.each([0, 1.5, NaN, -1])('has no depth %d', (depth) => {
    expect(() => createLabelSet(['dog'], { depth })).toThrow(
      expect.objectContaining({ code: 'LABELS_INVALID' }),
    );
  });

  it('knows two ways of scoring', () => {
    expect(() => createLabelSet(['dog'], { scoring: 'sum' as 'max' })).toThrow(
      '"max" or "log-sum-exp", got "sum"',
    );
  });
});

describe('what nothing else fits', () => {
  it('is one more label', () => {
    const set = createLabelSet(['dog', 'cat', 'dog'], { other: 5 });
    expect(set).toMatchObject({ labels: ['dog', 'cat', 'dog', 'other'], words: ['dog', 'cat'], other: 3 });
    expect(set.planes).toEqual([{ words: [0] }, { words: [1] }, { words: [], least: 5 }]);
  });

  it('is the label that is called so', () => {
    const set = createLabelSet(['Other', 'dog'], { other: 5 });
    expect(set).toMatchObject({ labels: ['Other', 'dog'], other: 0 });
    expect(set.planes).toEqual([{ words: [0], least: 5 }, { words: [1] }]);
  });

  it('has no logit of its own where pixels are given to it later', () => {
    expect(createLabelSet(['dog'], { other: -Infinity }).planes).toEqual([{ words: [0] }, { words: [] }]);
  });
});
