import { LangSegError, sourceOf, tensor, type Weights } from '@langseg/core';
import { describe, expect, test } from 'vitest';
import { requireWeights } from './require-weights.js';
import { renameWeights, withPrefix } from './select-weights.js';

const weights = (shapes: Record<string, readonly number[]>): Weights =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, sourceOf(tensor('float32', shape))]));

describe('selecting', () => {
  const all = weights({ 'net.a': [1], 'net.b': [2], other: [3] });

  test('withPrefix strips the prefix and drops the rest', () => {
    const selected = withPrefix(all, 'net.');
    expect([...selected.keys()]).toEqual(['a', 'b']);
    expect(selected.get('b')).toBe(all.get('net.b'));
  });

  test('renameWeights drops what gets no name', () => {
    expect([...renameWeights(all, (name) => (name === 'other' ? 'same' : undefined)).keys()]).toEqual([
      'same',
    ]);
  });
});

describe('requiring', () => {
  const expected = { a: [1], b: [2, 3] };

  test('accepts an exact fit and allowed extras', () => {
    expect(() => requireWeights(weights(expected), expected, { what: 'net' })).not.toThrow();
    const extra = weights({ ...expected, 'a.num_batches_tracked': [] });
    expect(() =>
      requireWeights(extra, expected, { what: 'net', allowUnexpected: (name) => name.endsWith('_tracked') }),
    ).not.toThrow();
  });

  test('lists everything that differs in one error', () => {
    const failure = () => requireWeights(weights({ b: [3, 2], c: [1] }), expected, { what: 'LSeg ViT-L/16' });
    expect(failure).toThrowError(
      expect.objectContaining({
        code: 'WEIGHTS_MISMATCH',
        message: expect.stringMatching(
          /LSeg ViT-L\/16.*\n1 missing: a\n1 unexpected: c\n1 of another shape: b \(expected \[2, 3\], found \[3, 2\]\)/,
        ) as string,
        context: {
          what: 'LSeg ViT-L/16',
          missing: ['a'],
          unexpected: ['c'],
          misshapen: ['b (expected [2, 3], found [3, 2])'],
        },
      }),
    );
  });

  test('shortens long lists', () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`layer.${i}`, [1]]));
    try {
      requireWeights(new Map(), many, { what: 'net' });
      expect.unreachable();
    } catch (error) {
      expect(LangSegError.is(error) && error.message).toMatch(
        /25 missing: layer\.0, .*layer\.9, … and 15 more/,
      );
    }
  });
});
