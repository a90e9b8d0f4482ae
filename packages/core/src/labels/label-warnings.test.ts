import { expect, it } from 'vitest';
import { l2Normalize } from '../math/l2-normalize.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { boundedWarnings } from './bounded-warnings.js';
import type { Label } from './label.js';
import { createLabelSet, maxLabelLength } from './label-set.js';
import { warnEmbedded } from './warn-embedded.js';

const warningsOf = (labels: readonly string[]): string[] =>
  createLabelSet(labels).warnings.map(({ message }) => message);

it.each([
  ['cow. grass. tree.', '"cow, grass, tree"'],
  ['cow; grass ;sky', '"cow, grass, sky"'],
  ['cow|grass', '"cow, grass"'],
  ['cow / grass', '"cow, grass"'],
  ['cow, grass', '"cow, grass"'],
  ['cow\ngrass\n', '"cow, grass"'],
  ['cow\tgrass', '"cow, grass"'],
  ['牛，草、树；天', '"牛, 草, 树, 天"'],
])('the only label %j looks like several', (label, meant) => {
  expect(warningsOf([label])).toEqual([expect.stringContaining(`separate them with commas`)]);
  expect(warningsOf([label])[0]).toContain(meant);
});

it.each([['dog.'], ['...'], ['red car'], ['T-shirt'], ["a cow's horn"], ['sofa;']])('%j is one', (label) => {
  expect(warningsOf([label])).toEqual([]);
});

it('in longer lists only marks that are no part of words count, and there is one warning for all', () => {
  expect(warningsOf(['St. Bernard', 'traffic light, red', 'car/truck', 'other'])).toEqual([]);
  const classes = Array.from({ length: 150 }, (_, i) => `building ${i};edifice`);
  expect(warningsOf(classes)).toEqual([
    expect.stringMatching(/^"building 0;edifice", .* and 147 more are one label each/),
  ]);
});

it('a list that was given twice has one warning', () => {
  const words = Array.from({ length: 300 }, (_, i) => `word ${i}`);
  expect(warningsOf([...words, ...words])).toEqual([
    'The labels "word 0", "word 1", "word 2" and 297 more occur more than once. Only the first of each can win pixels.',
  ]);
});

it('longer labels than anybody means are refused', () => {
  expect(() => createLabelSet(['x'.repeat(maxLabelLength)])).not.toThrow();
  expect(() => createLabelSet(['sky', 'x'.repeat(maxLabelLength + 1)])).toThrow(
    expect.objectContaining({
      code: 'LABELS_INVALID',
      message: expect.stringMatching(/at index 1: "x{39}…"/),
    }),
  );
});

/** Embeddings that depend on the first `known` letters of a label alone; `?` is unknown. */
function embed(labels: readonly string[], noise = 0): Tensor<'float32'> {
  const rows = labels.flatMap((label, row) =>
    label === '?'
      ? [0, 0, 0]
      : [0, 1, 2].map((d) => (label.toLowerCase().charCodeAt(d) || 1) + noise * ((row + d) % 3)),
  );
  return l2Normalize(tensor('float32', [labels.length, 3], Float32Array.from(rows)), 1);
}

const embeddedWarningsOf = (labels: readonly string[], noise?: number): string[] =>
  warnEmbedded(createLabelSet(labels), embed(labels, noise)).map(({ message }) => message);

it.each([0, 1e-5])('labels of one vector are named together, with rounding of %d', (noise) => {
  expect(embeddedWarningsOf(['cow', 'grass', 'Cow', 'COW', 'cat', '?'], noise)).toEqual([
    'The labels "cow", "Cow", "COW" mean the same to this model. Only the first one can win pixels.',
  ]);
  const numbered = Array.from({ length: 300 }, (_, i) => `cow ${i}`);
  expect(embeddedWarningsOf([...numbered, 'sky'], noise)).toEqual([
    expect.stringMatching(/^The labels "cow 0", "cow 1", "cow 2" and 297 more mean the same/),
  ]);
});

it('many groups of equal labels are summed up', () => {
  const words = ['ant', 'bee', 'cow', 'dog', 'eel'];
  expect(embeddedWarningsOf([...words, ...words.map((word) => word.toUpperCase())])).toEqual([
    '10 labels mean the same to this model as another one, for example "ant", "ANT". Only the first of each can win pixels.',
  ]);
});

it('where no other label can win, one takes every pixel', () => {
  const only = '"cow" takes every pixel, because no other label can win.';
  const advice = 'Add what else is in the photo, or "other" for the rest.';
  expect(embeddedWarningsOf(['cow'])).toEqual([`${only} ${advice}`]);
  expect(embeddedWarningsOf(['cow', '?'])).toEqual([`${only} ${advice}`]);
  expect(embeddedWarningsOf(['cow', 'Cow'])).toEqual([
    `The labels "cow", "Cow" mean the same to this model. Only the first one can win pixels, and it takes every pixel. ${advice}`,
  ]);
});

it('words of one label may mean the same, and a label of several words can take every pixel', () => {
  const warningsOf = (labels: readonly Label[], other?: number): string[] => {
    const set = createLabelSet(labels, { other });
    return warnEmbedded(set, embed(set.words)).map(({ message }) => message);
  };
  const cattle = { name: 'cattle', words: ['cow', 'Cow'] };
  expect(warningsOf([cattle, 'grass'])).toEqual([]);
  expect(warningsOf([cattle, 'COW', 'grass'])).toEqual([
    'The labels "Cow", "COW" mean the same to this model. Only the first one can win pixels.',
  ]);
  expect(warningsOf([{ name: 'animal', words: ['cow', 'dog'] }, '?'])).toEqual([
    expect.stringContaining('"animal" takes every pixel'),
  ]);
  expect(warningsOf(['cow'], 3)).toEqual([]);
});

it('different labels have no warning, however many there are', () => {
  expect(embeddedWarningsOf(['cow', 'cat', 'cot'])).toEqual([]);
  const start = performance.now();
  const random = tensor('float32', [20_000, 16]);
  random.data.forEach((_, i) => (random.data[i] = Math.sin(i * i + 0.3)));
  expect(
    warnEmbedded(createLabelSet(Array.from({ length: 20_000 }, (_, i) => `${i}`)), l2Normalize(random, 1)),
  ).toEqual([]);
  expect(performance.now() - start).toBeLessThan(5000);
});

it('warnings are bounded in number and length', () => {
  const messages: string[] = [];
  const warnings = boundedWarnings(({ message }) => messages.push(message));
  for (let i = 0; i < 5000; i++) warnings.add({ label: `${i}`, message: 'm'.repeat(5000) });
  warnings.finish();
  expect(messages).toHaveLength(101);
  expect(messages[100]).toBe('There are 4900 more warnings about labels in this list.');
  expect(Math.max(...messages.map(({ length }) => length))).toBe(1000);
});
