import { tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';
import { expectGradients } from '../__fixtures__/expect-gradients.js';

const operators = ['ReduceSum', 'ReduceMean', 'ReduceL2', 'ReduceSumSquare', 'ReduceMax'] as const;

describe.each(operators)('%s', (operator) => {
  it.each([
    { axes: [0], keepdims: 1 },
    { axes: [1], keepdims: 0 },
    { axes: [-1], keepdims: 1 },
    { axes: [0, 2], keepdims: 0 },
    { axes: [2, 1], keepdims: 1 },
  ])('over axes $axes, keepdims $keepdims', async ({ axes, keepdims }) => {
    await checkGradient({
      parameters: { x: [2, 3, 4] },
      build: (g, { x }) => g.op(operator, [x, g.ints(...axes)], { keepdims }),
    });
  });

  it('over all axes, or none', async () => {
    await checkGradient({ parameters: { x: [2, 3] }, build: (g, { x }) => g.op(operator, [x]) });
    await checkGradient({
      parameters: { x: [2, 3] },
      build: (g, { x }) => g.op(operator, [x], { keepdims: 0 }),
    });
    if (operator === 'ReduceSum')
      await checkGradient({
        parameters: { x: [2, 3] },
        build: (g, { x }) => g.op(operator, [x], { noop_with_empty_axes: 1 }),
      });
  });
});

describe('ReduceMax', () => {
  it('gives all to the first of the largest elements', () => {
    const x = tensor('float32', [2, 3], Float32Array.of(1, 4, 4, 4, 2, 4));
    expectGradients({ x, build: (g, x) => g.op('ReduceMax', [x, g.ints(1)]), expected: [0, 1, 0, 1, 0, 0] });
    expectGradients({ x, build: (g, x) => g.op('ReduceMax', [x, g.ints(0)]), expected: [0, 1, 1, 1, 0, 0] });
    expectGradients({ x, build: (g, x) => g.op('ReduceMax', [x]), expected: [0, 1, 0, 0, 0, 0] });
  });
});

describe('ReduceL2', () => {
  it('has the gradient 0 at 0', () => {
    const x = tensor('float32', [2, 2], Float32Array.of(0, 0, 3, 4));
    expectGradients({
      x,
      build: (g, x) => g.op('ReduceL2', [x, g.ints(1)]),
      expected: [0, 0, Math.fround(3 * Math.fround(0.2)), Math.fround(4 * Math.fround(0.2))],
    });
  });
});

describe('GlobalAveragePool', () => {
  it.each([[[2, 3, 2, 4]], [[2, 2, 5]]])('of %j', async (x) => {
    await checkGradient({ parameters: { x }, build: (g, { x }) => g.op('GlobalAveragePool', [x]) });
  });
});
