import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe.each(['Neg', 'Sigmoid', 'Tanh'] as const)('%s', (operator) => {
  it('of any shape', async () => {
    await checkGradient({ parameters: { x: [3, 5] }, build: (g, { x }) => g.op(operator, [x]) });
    await checkGradient({ parameters: { x: [] }, build: (g, { x }) => g.op(operator, [x]) });
  });
});
