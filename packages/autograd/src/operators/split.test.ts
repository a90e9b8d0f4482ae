import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Split', () => {
  it('into equal parts', async () => {
    await checkGradient({
      parameters: { x: [2, 6] },
      build: (g, { x }) => {
        const [a, b, c] = g.ops('Split', [x], 3, { axis: -1, num_outputs: 3 });
        return g.op('Add', [g.op('Mul', [a, b]), c]);
      },
    });
  });

  it('into parts of which some are not used', async () => {
    await checkGradient({
      parameters: { x: [6, 2] },
      build: (g, { x }) => {
        const [a, , c] = g.ops('Split', [x, g.ints(1, 2, 3)], 3);
        return g.op('Mul', [a, c]);
      },
    });
  });
});
