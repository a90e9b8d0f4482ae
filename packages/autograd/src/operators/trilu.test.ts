import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Trilu', () => {
  it.each([0, 1])('upper %i', async (upper) => {
    await checkGradient({ parameters: { x: [2, 3, 4] }, build: (g, { x }) => g.op('Trilu', [x], { upper }) });
  });
});
