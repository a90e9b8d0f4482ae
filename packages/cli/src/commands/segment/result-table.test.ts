import { Segmentation } from '@langseg/core';
import { Ansis } from 'ansis';
import { describe, expect, it } from 'vitest';
import { explanationLines } from './explanation-lines.js';
import { resultTable } from './result-table.js';

function table(labelMap: readonly number[], labels: readonly string[], level = 0): string {
  const result = new Segmentation({
    width: labelMap.length,
    height: 1,
    labels,
    labelMap: Uint16Array.from(labelMap),
    alignCorners: false,
    logitsOf: () => Promise.reject(new Error('not needed')),
  });
  const facts = { input: 'dog.jpg', result: result.toJSON(), files: ['dog.mask.png'], milliseconds: 1234 };
  return resultTable(facts, new Ansis(level));
}

describe('resultTable', () => {
  it('lists labels by their share, then what is absent and what was written', () => {
    expect(table([1, 1, 0, 1], ['dog', 'grass', 'sky'])).toBe(
      [
        'dog.jpg  4 × 1, 1.23 s',
        '  #56b4e9  grass  75.0 %',
        '  #e69f00  dog    25.0 %',
        '  no pixel: sky',
        '  → dog.mask.png',
      ].join('\n'),
    );
  });

  it('aligns labels of any script', () => {
    const lines = table([0, 1, 1], ['草地', 'e\u0301te\u0301']).split('\n');
    expect(lines.slice(1, 3)).toEqual(['  #56b4e9  e\u0301te\u0301   66.7 %', '  #e69f00  草地  33.3 %']);
  });

  it('shows colours in as many tones as the terminal has', () => {
    expect(table([0], ['dog'], 3)).toContain('\u001b[38;2;230;159;0m██\u001b[39m');
    expect(table([0], ['dog'], 2)).toMatch(/\u001b\[38;5;\d+m██\u001b\[39m/);
  });

  it('stays small whatever the labels are', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `label ${i}`);
    const present = table(
      many.map((_, i) => i % 500),
      many,
    ).split('\n');
    expect(present).toHaveLength(1 + 24 + 3);
    expect(present.at(-3)).toBe('  + 476 more');
    expect(present.at(-2)).toMatch(/no pixel: label 500, .*, \+ 492 more$/);
    const long = table([0], [`\u001b[2J${'x'.repeat(1000)}\n`]);
    expect(long).not.toMatch(/\u001b/);
    expect(Math.max(...long.split('\n').map((line) => line.length))).toBeLessThan(70);
  });

  it('does not call a trace nothing', () => {
    const map = new Array<number>(10_000).fill(0);
    map[7] = 1;
    expect(table(map, ['a', 'b'])).toMatch(/b {2}< 0\.1 %/);
  });
});

it('explains a pixel', () => {
  const ranking = [
    { label: 'pet', index: 0, score: 9.876, probability: 0.9, similarity: 0.5, word: 'cat' },
    { label: 'other', index: 1, score: -1e30, probability: 0 },
  ];
  const nearest = [{ word: 'kitten', similarity: 0.612 }];
  const explanation = { x: 1, y: 0, label: 'pet', index: 0, ranking, margin: 2, otherwise: 'other', nearest };
  expect(explanationLines(explanation, new Ansis(0)).split('\n')).toEqual([
    '  at 1,0: pet',
    expect.stringMatching(/^ {4}pet \(cat\) +logit 9\.88 +90\.0 % +similarity 0\.50$/),
    expect.stringMatching(/^ {4}other +logit – +0\.0 %/),
    '    margin 2.00; without pet: other',
    '    nearest words: kitten 0.61',
  ]);
});
