import { describe, it } from 'vitest';
import { checkGradient } from './__fixtures__/check-gradient.js';

describe('differentiate', () => {
  it('computes again what was not kept', async () => {
    await checkGradient({
      parameters: { x: [3, 4], w: [4] },
      recompute: ['kept', 'kept2'],
      build: (g, { x, w }) => {
        const a = g.op('Mul', [g.op('Mul', [x, w]), x], {}, 'kept');
        const b = g.op('Mul', [g.op('Relu', [g.op('Mul', [a, w])]), a], {}, 'kept2');
        return g.op('Mul', [g.op('Mul', [b, b]), a]);
      },
    });
  });
});
