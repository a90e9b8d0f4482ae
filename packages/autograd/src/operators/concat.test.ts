import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Concat', () => {
  it.each([0, 1, -1])('along axis %i', async (axis) => {
    await checkGradient({
      parameters: { a: [2, 3, 2], b: [2, 3, 2].with(axis < 0 ? 2 : axis, 4) },
      build: (g, { a, b }) => g.op('Concat', [a, b, a], { axis }),
    });
  });

  it('of one tensor, and with a constant', async () => {
    await checkGradient({ parameters: { a: [2, 3] }, build: (g, { a }) => g.op('Concat', [a], { axis: 0 }) });
    await checkGradient({
      parameters: { a: [2] },
      build: (g, { a }) => {
        const rest = g.op('Expand', [g.float(1), g.ints(3)]);
        return g.op('Concat', [rest, a, rest], { axis: 0 });
      },
    });
  });
});
