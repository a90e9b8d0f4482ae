import { tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { checkGradient, positive } from '../__fixtures__/check-gradient.js';
import { expectGradients } from '../__fixtures__/expect-gradients.js';

describe.each(['Add', 'Sub', 'Mul'] as const)('%s', (operator) => {
  it.each([
    { a: [2, 3], b: [2, 3] },
    { a: [2, 3, 4], b: [3, 1] },
    { a: [1, 3], b: [2, 1, 1] },
    { a: [], b: [2, 2] },
  ])('$a and $b', async (parameters) => {
    await checkGradient({ parameters, build: (g, { a, b }) => g.op(operator, [a, b]) });
  });

  it('a value with itself', async () => {
    await checkGradient({
      parameters: { a: [2, 3] },
      build: (g, { a }) => g.op(operator, [a, g.op('Mul', [a, a])]),
    });
  });
});

const shapes = [
  [
    [2, 3],
    [2, 3],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [[3], [2, 1]],
  [[], [2, 2]],
];

describe('Div', () => {
  it.each(shapes)('%j by %j', async (a, b) => {
    await checkGradient({ parameters: { a, b: positive(b) }, build: (g, { a, b }) => g.op('Div', [a, b]) });
  });
});

describe('Reciprocal', () => {
  it('of any shape', async () => {
    await checkGradient({
      parameters: { x: positive([2, 3]) },
      build: (g, { x }) => g.op('Reciprocal', [x]),
    });
  });
});

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

describe.each(['Max', 'Min'] as const)('%s', (operator) => {
  it.each<{ shapes: number[][] }>([
    {
      shapes: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      shapes: [
        [2, 3, 4],
        [3, 1],
      ],
    },
    { shapes: [[1, 3], [2, 1, 1], [3]] },
    { shapes: [[2, 2]] },
  ])('of $shapes', async ({ shapes }) => {
    const parameters = Object.fromEntries(shapes.map((shape, i) => [`x${i}`, shape]));
    await checkGradient({ parameters, build: (g, values) => g.op(operator, Object.values(values)) });
  });

  it('shares the gradient among operands that tie', () => {
    expectGradients({
      x: [-1, 0, 1],
      build: (g, x) => g.op(operator, [x, g.float(0)]),
      expected: operator === 'Max' ? [0, 0.5, 1] : [1, 0.5, 0],
    });
  });
});

describe('Where', () => {
  it.each([
    { a: [2, 3], b: [2, 3] },
    { a: [2, 2, 3], b: [] },
    { a: [3], b: [2, 1] },
  ])('between $a and $b', async (parameters) => {
    const condition = tensor('bool', [2, 3], Uint8Array.of(1, 0, 1, 0, 0, 1));
    await checkGradient({
      parameters,
      build: (g, { a, b }) => g.op('Where', [g.constant(condition), a, b]),
    });
  });
});
