import { tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { checkGradient, positive } from '../__fixtures__/check-gradient.js';
import { expectGradients } from '../__fixtures__/expect-gradients.js';

describe('Pow', () => {
  it.each([0.5, -1.5, 1, 2.5])('of a positive base by %s', async (exponent) => {
    await checkGradient({
      parameters: { x: positive([2, 3]) },
      build: (g, { x }) => g.op('Pow', [x, g.float(exponent)]),
    });
  });

  it.each([2, 3])('of any base by the whole number %i', async (exponent) => {
    await checkGradient({
      parameters: { x: [2, 3] },
      build: (g, { x }) => g.op('Pow', [x, g.float(exponent)]),
    });
    await checkGradient({
      parameters: { x: [2, 3] },
      build: (g, { x }) => g.op('Pow', [x, g.ints(exponent, exponent, 1)]),
    });
  });

  it('by a parameter, broadcast', async () => {
    await checkGradient({
      parameters: { a: positive([2, 3]), b: [3] },
      build: (g, { a, b }) => g.op('Pow', [a, b]),
    });
    await checkGradient({
      parameters: { a: positive([3, 1]), b: [2, 1, 2] },
      build: (g, { a, b }) => g.op('Pow', [a, b]),
    });
  });

  it('passes nothing to an exponent of 0', () => {
    expectGradients({
      x: [2, 0.5],
      build: (g, x) => g.op('Pow', [g.constant(tensor('float32', [2])), x]),
      expected: [0, 0],
    });
  });
});
