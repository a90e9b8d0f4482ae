import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('MatMul', () => {
  it.each([
    [
      [2, 3],
      [3, 4],
    ],
    [[3], [3]],
    [[3], [3, 2]],
    [[2, 3], [3]],
    [
      [2, 2, 3],
      [3, 4],
    ],
    [
      [2, 2, 2, 3],
      [3, 4],
    ],
    [[2, 4, 3], [3]],
    [[3], [2, 3, 2]],
    [
      [2, 2, 3],
      [2, 3, 2],
    ],
    [
      [2, 1, 2, 3],
      [2, 3, 2],
    ],
    [
      [2, 3],
      [2, 3, 2],
    ],
    [
      [1, 2, 3],
      [2, 2, 3, 1],
    ],
  ])('%j × %j', async (a, b) => {
    await checkGradient({ parameters: { a, b }, build: (g, { a, b }) => g.op('MatMul', [a, b]) });
  });

  it('of a matrix with itself', async () => {
    await checkGradient({ parameters: { a: [3, 3] }, build: (g, { a }) => g.op('MatMul', [a, a]) });
  });
});

describe('Gemm', () => {
  const flags = [0, 1].flatMap((transA) => [0, 1].map((transB) => ({ transA, transB })));

  it.each(flags)('transA $transA, transB $transB', async ({ transA, transB }) => {
    await checkGradient({
      parameters: { a: transA ? [4, 2] : [2, 4], b: transB ? [3, 4] : [4, 3] },
      build: (g, { a, b }) => g.op('Gemm', [a, b], { transA, transB, alpha: 0.5 }),
    });
  });

  it.each([[[3]], [[2, 1]], [[1, 3]], [[2, 3]], [[]], [[1]]])('a summand %j', async (c) => {
    await checkGradient({
      parameters: { a: [2, 4], b: [4, 3], c },
      build: (g, { a, b, c }) => g.op('Gemm', [a, b, c], { beta: 1.5 }),
    });
  });
});
