import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Transpose', () => {
  it.each([undefined, [1, 2, 0], [2, 0, 1], [0, 2, 1]])('by %j', async (perm) => {
    await checkGradient({
      parameters: { x: [2, 3, 4] },
      build: (g, { x }) => g.op('Transpose', [x], { perm }),
    });
  });
});
