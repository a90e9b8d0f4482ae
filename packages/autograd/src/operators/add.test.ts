import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

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
