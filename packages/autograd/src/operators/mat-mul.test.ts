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
