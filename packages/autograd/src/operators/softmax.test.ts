import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe.each(['Softmax', 'LogSoftmax'] as const)('%s', (operator) => {
  it.each([0, 1, 2, -1])('along axis %i', async (axis) => {
    await checkGradient({ parameters: { x: [2, 3, 4] }, build: (g, { x }) => g.op(operator, [x], { axis }) });
  });
});
