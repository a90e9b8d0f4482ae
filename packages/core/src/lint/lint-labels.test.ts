import { describe, expect, it } from 'vitest';
import { LangSegError } from '../errors/lang-seg-error.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import type { Label } from '../labels/label.js';
import { tensor } from '../tensor/tensor.js';
import type { LabelFindingKind, LintLabelsOptions } from './label-lint.js';
import { lintLabels } from './lint-labels.js';

/** Words are angles in degrees, such as `30` or `30 left`, which is the same to it; other words are unknown. */
const angles: TextEncoder = {
  specVersion: 1,
  embeddingDim: 2,
  contextLength: Infinity,
  encode: (labels, { onWarning } = {}) => {
    const degrees = labels.map((label) => Number.parseFloat(label));
    if (degrees.every(Number.isNaN)) throw new LangSegError('LABELS_INVALID', 'No word is known.');
    labels.forEach((label, i) => {
      if (String(degrees[i]) !== label) onWarning?.({ label, message: `${label} is read as ${degrees[i]}.` });
    });
    const rows = degrees.flatMap((angle) => {
      const radians = (angle * Math.PI) / 180;
      return Number.isNaN(angle) ? [0, 0] : [Math.cos(radians), Math.sin(radians)];
    });
    return Promise.resolve(tensor('float32', [labels.length, 2], Float32Array.from(rows)));
  },
  dispose: () => Promise.resolve(),
};

const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);

/** 0, 5, … 355: no two are more similar than five degrees. */
const words = Array.from({ length: 72 }, (_, i) => `${5 * i}`);

const lint = (labels: readonly Label[], options: LintLabelsOptions = {}) =>
  lintLabels(labels, angles, { words, ...options });

async function found(labels: readonly Label[], kind: LabelFindingKind, options?: LintLabelsOptions) {
  const { findings } = await lint(labels, options);
  return findings.filter((finding) => finding.kind === kind).map((finding) => finding.labels);
}

describe('words', () => {
  it('that are unknown or known in part are what the text encoder warns of', async () => {
    const { findings } = await lint(['10', 'blorple', '100 left', '200', '300']);
    expect(findings).toEqual([
      { kind: 'unknown', labels: ['blorple'], message: 'blorple is read as NaN.' },
      { kind: 'partly-known', labels: ['100 left'], message: '100 left is read as 100.' },
      {
        kind: 'cannot-win',
        labels: ['blorple'],
        message: '"blorple" can never win a pixel: nothing of it is known.',
      },
    ]);
  });

  it('of different labels may be equal', async () => {
    const pair = { name: 'pair', words: ['10', '10 left'] };
    expect(await found(['90', '90 left', '90 right'], 'equal')).toEqual([['90', '90 left', '90 right']]);
    expect(await found([pair, '90'], 'equal')).toEqual([]);
    expect(await found([pair, '10 right'], 'equal')).toEqual([['pair', '10 right']]);
  });

  it('of a list that repeats itself are reported as segment does', async () => {
    expect(await found(['10', '10', '90'], 'form')).toEqual([['10']]);
  });
});

describe('labels that can never win', () => {
  const both = { name: 'both', words: ['10 left', '90 left'] };

  it('say what earlier ones say', async () => {
    expect(await found(['10', '10 left', '90'], 'cannot-win')).toEqual([['10 left']]);
    expect(await found(['10', '90', both], 'cannot-win')).toEqual([['both']]);
    expect(await found(['10', both], 'cannot-win')).toEqual([]);
    expect(await found([both, '10', '90'], 'cannot-win')).toEqual([['10'], ['90']]);
  });

  it('have one word where several are added up', async () => {
    const options = { scoring: 'log-sum-exp' } as const;
    expect(await found(['10', '90', both], 'cannot-win', options)).toEqual([]);
    expect(await found([both, '10'], 'cannot-win', options)).toEqual([['10']]);
  });
});

it('the only label that can win takes every pixel', async () => {
  expect(await found(['10'], 'takes-all')).toEqual([['10']]);
  expect(await found(['blorple', '10', '10 left'], 'takes-all')).toEqual([['10']]);
  expect(await found(['10', '90'], 'takes-all')).toEqual([]);
});

describe('near-duplicates', () => {
  it('are more similar than all but 1 of 10,000 pairs of common words', async () => {
    const { findings, similarityLimit } = await lint(['0', '4', '100', '107', '200', '200 left']);
    expect(similarityLimit).toBeCloseTo(cosine(5), 5);
    const near = findings.filter(({ kind }) => kind === 'near-duplicate');
    expect(near.map(({ labels }) => labels)).toEqual([['0', '4']]);
    expect(near[0].similarity).toBeCloseTo(cosine(4), 5);
  });

  it('are named once for each word, and not among the words of a label', async () => {
    expect(await found(['0', '3', '7'], 'near-duplicate')).toEqual([
      ['0', '3'],
      ['7', '3'],
    ]);
    expect(await found([{ name: 'right', words: ['0', '3'] }, '90'], 'near-duplicate')).toEqual([]);
  });
});

describe('likelihoods', () => {
  it('count the common words that are nearest to each label', async () => {
    const labels = [1, 41, 82];
    const { labels: linted } = await lint(labels.map(String));
    const nearest = words.map(Number).flatMap((word) => {
      const cosines = labels.map((label) => cosine(word - label));
      const best = Math.max(...cosines);
      return best > cosine(4.5) ? [] : [cosines.indexOf(best)];
    });
    linted.forEach(({ share }, i) =>
      expect(share).toBeCloseTo(nearest.filter((label) => label === i).length / nearest.length, 10),
    );
  });

  it('name a label with at least 30 % and 1.5 equal parts, and those with less than half of one', async () => {
    expect(await found(['0', '10', '20', '30'], 'likely-large')).toEqual([['0']]);
    expect(await found(['0', '10', '20', '30'], 'likely-small')).toEqual([['10'], ['20']]);
    expect(await found(['0', '90', '180', '270'], 'likely-large')).toEqual([]);
    const many = Array.from({ length: 14 }, (_, i) => `${20 * i}`);
    expect((await lint(many)).labels[0].share).toBeGreaterThan(1.5 / 14);
    expect(await found(many, 'likely-large')).toEqual([]);
    expect(await found(['0', '120', '240'], 'likely-small')).toEqual([]);
    expect(await found(['0'], 'likely-large')).toEqual([]);
  });

  it('leave labels that can never win out', async () => {
    expect(await found(['0', '0 left', '180', 'blorple', '90'], 'likely-small')).toEqual([]);
  });
});

it('confusers are near a label, at most 1 of 100 pairs of words is nearer, and not nearly the same', async () => {
  // Two degrees are the limit of the near. Half a degree would be that of the nearly same, but for a fifth of what two degrees leave to 1.
  const everyHalf = Array.from({ length: 720 }, (_, i) => `${i / 2}`);
  const { labels } = await lint(['10.2', '12.3', '200.2', '200.4'], { words: everyHalf });
  expect(labels.map(({ confusers }) => confusers.map(({ word }) => word))).toEqual([
    ['9', '8.5'],
    ['13.5', '14'],
    ['199', '198.5'],
    ['201.5', '202'],
  ]);
  expect(labels[0].confusers[0].similarity).toBeCloseTo(cosine(1.2), 6);
});

it('a text encoder that knows few common words is asked nothing about them', async () => {
  const nothing = await lint(['10', '12'], { words: ['sky', 'grass'] });
  expect(nothing).toEqual({
    labels: [
      { label: '10', share: 0, confusers: [] },
      { label: '12', share: 0, confusers: [] },
    ],
    findings: [],
    commonWords: 0,
  });
  expect(await lint(['10', '12'], { words: ['sky', ...words.slice(0, 19)] })).toMatchObject({
    commonWords: 19,
    findings: [],
  });
  expect(await lint(['10'], { words: words.slice(0, 20) })).toHaveProperty('similarityLimit');
});

it.each([
  [[], 'At least one label'],
  [['blorple'], 'No word is known'],
  [[{ name: 'a', words: [] }], 'is empty'],
  [Array.from({ length: 5001 }, (_, i) => `${i}`), 'At most 5000 words'],
])('refuses what segment refuses, and too long lists', async (labels, message) => {
  await expect(lint(labels)).rejects.toMatchObject({
    code: 'LABELS_INVALID',
    message: expect.stringContaining(message),
  });
});

it('stops when it is told to', async () => {
  await expect(lint(['10', '90'], { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});
