import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Gelu', () => {
  it.each(['none', 'tanh'])('with approximate %s', async (approximate) => {
    await checkGradient({
      parameters: { x: [4, 5] },
      build: (g, { x }) => g.op('Gelu', [g.op('Mul', [x, g.float(3)])], { approximate }),
    });
  });
});
