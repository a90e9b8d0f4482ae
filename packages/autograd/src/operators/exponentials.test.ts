import { describe, it } from 'vitest';
import { checkGradient, positive } from '../__fixtures__/check-gradient.js';

describe.each(['Erf', 'Exp'] as const)('%s', (operator) => {
  it('of numbers of either sign', async () => {
    await checkGradient({ parameters: { x: [3, 5] }, build: (g, { x }) => g.op(operator, [x]) });
  });
});

describe.each(['Log', 'Sqrt'] as const)('%s', (operator) => {
  it('of positive numbers', async () => {
    await checkGradient({ parameters: { x: positive([3, 5]) }, build: (g, { x }) => g.op(operator, [x]) });
  });
});
