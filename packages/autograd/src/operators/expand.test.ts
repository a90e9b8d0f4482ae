import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Expand', () => {
  it.each([
    [[3], [2, 3]],
    [
      [2, 1, 3],
      [2, 4, 3],
    ],
    [
      [1, 3],
      [2, 2, 4, 3],
    ],
    [[], [2, 2]],
    [
      [2, 1],
      [3, 2, 4],
    ],
    [[2, 3], [1]],
  ])('%j to %j', async (x, shape) => {
    await checkGradient({ parameters: { x }, build: (g, { x }) => g.op('Expand', [x, g.ints(...shape)]) });
  });
});
