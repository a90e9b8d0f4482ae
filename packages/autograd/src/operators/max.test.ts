import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';
import { expectGradients } from '../__fixtures__/expect-gradients.js';

describe.each(['Max', 'Min'] as const)('%s', (operator) => {
  it.each<{ shapes: number[][] }>([
    {
      shapes: [
        [2, 3],
        [2, 3],
      ],
    },
    {
      shapes: [
        [2, 3, 4],
        [3, 1],
      ],
    },
    { shapes: [[1, 3], [2, 1, 1], [3]] },
    { shapes: [[2, 2]] },
  ])('of $shapes', async ({ shapes }) => {
    const parameters = Object.fromEntries(shapes.map((shape, i) => [`x${i}`, shape]));
    await checkGradient({ parameters, build: (g, values) => g.op(operator, Object.values(values)) });
  });

  it('shares the gradient among operands that tie', () => {
    expectGradients({
      x: [-1, 0, 1],
      build: (g, x) => g.op(operator, [x, g.float(0)]),
      expected: operator === 'Max' ? [0, 0.5, 1] : [1, 0.5, 0],
    });
  });
});
