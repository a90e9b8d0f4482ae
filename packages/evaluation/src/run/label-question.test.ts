import { parseLabelTree } from '@langseg/core';
import { expect, it } from 'vitest';
import { labelQuestion } from './label-question.js';

const list = { classes: ['Chair', 'sofa', null, 'dog', 'table'], ignoreValue: 255 };
const ask = (text: string, depth?: number) => labelQuestion(list, parseLabelTree(text).labels, { depth });
/** Names of the classes that the mask values 0, 1, 3 and 4 stand for. */
const named = ({ classes, classOfValue }: ReturnType<typeof ask>) =>
  [0, 1, 3, 4].map((value) => classes[classOfValue[value]]);

const tree = 'furniture = seat | table, seat = chair | sofa, dog = puppy | dog';

it('rolls classes up to the labels of the depth', () => {
  const once = ask(tree);
  expect(once.classes).toEqual(['furniture', 'dog']);
  expect(named(once)).toEqual(['furniture', 'furniture', 'dog', 'furniture']);
  expect([once.classOfValue[2], once.classOfValue[255], once.classOfWord]).toEqual([-1, 2, [0, 1]]);
  expect(named(ask(tree, 2))).toEqual(['seat', 'seat', 'dog', 'furniture']);
});

it('counts labels below a class for the class', () => {
  const rooms = { classes: ['furniture', 'dog'], ignoreValue: 255 };
  const question = labelQuestion(rooms, parseLabelTree(tree).labels, { depth: 2 });
  expect(question.classes).toEqual(['furniture', 'dog']);
  expect(question.classOfWord).toEqual([0, 0, 1]);
  expect([...question.classOfValue.subarray(0, 2)]).toEqual([0, 1]);
  const below = { classes: ['seat', 'table', 'dog'], ignoreValue: 255 };
  const up = labelQuestion(below, parseLabelTree(tree).labels);
  expect([up.classes, [...up.classOfValue.subarray(0, 3)]]).toEqual([
    ['furniture', 'dog'],
    [0, 0, 1],
  ]);
});

it('asks for labels that no class has, too, and for words that no mask has', () => {
  const question = ask('seat = chair | sofa, dog, table, car');
  expect(question.classes).toEqual(['seat', 'dog', 'table', 'car']);
  expect(question.words).toEqual([{ name: 'seat', words: ['chair', 'sofa'] }, 'dog', 'table', 'car']);
});

it('takes labels in the order of the classes where they have other names', () => {
  const question = ask('stool = stool | chair, couch, pet = puppy | hound, desk');
  expect(named(question)).toEqual(['stool', 'couch', 'pet', 'desk']);
  expect(ask('a, b, c, d').words).toEqual(['a', 'b', 'c', 'd']);
});

it.each([
  ['stool = stool | bench, couch', 2, 'got 2 labels that don\'t name "Chair", "sofa", "dog" and 1 more'],
  ['pet = puppy | dog, couch, seat, desk', 2, 'name "dog" in another place'],
  ['a = x | y', 0, 'depth'],
])('refuses %s', (text, depth, message) => {
  expect(() => ask(text, depth || 0)).toThrow(message);
});
