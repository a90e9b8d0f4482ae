import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Relu', () => {
  it('passes gradients where it is positive', async () => {
    await checkGradient({ parameters: { x: [3, 4] }, build: (g, { x }) => g.op('Relu', [x]) });
  });
});
