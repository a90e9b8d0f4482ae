import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('LeakyRelu', () => {
  it.each([undefined, 0.2, 1.5])('with alpha %s', async (alpha) => {
    await checkGradient({
      parameters: { x: [3, 5] },
      build: (g, { x }) => g.op('LeakyRelu', [x], { alpha }),
    });
  });
});
