import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('LayerNormalization', () => {
  it.each([
    { x: [4, 6], axis: -1 },
    { x: [2, 3, 4], axis: 2 },
    { x: [2, 3, 4], axis: 1 },
    { x: [2, 2, 2], axis: 0 },
  ])('of $x from axis $axis', async ({ x, axis }) => {
    const affine = x.slice(axis);
    await checkGradient({
      parameters: { x, scale: affine, bias: affine },
      build: (g, { x, scale, bias }) => g.op('LayerNormalization', [x, scale, bias], { axis, epsilon: 1e-3 }),
    });
  });

  it('without bias', async () => {
    await checkGradient({
      parameters: { x: [3, 5], scale: [5] },
      build: (g, { x, scale }) => g.op('LayerNormalization', [x, scale]),
    });
  });
});
