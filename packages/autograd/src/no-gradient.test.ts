import { describe, it } from 'vitest';
import { checkGradient } from './__fixtures__/check-gradient.js';

describe('operators without gradient', () => {
  it('a mask read off a parameter', async () => {
    await checkGradient({
      parameters: { x: [3, 4], y: [3, 4] },
      build: (g, { x, y }) => {
        const isBetween = g.op('And', [g.op('Less', [x, y]), g.op('Greater', [x, g.op('Floor', [x])])]);
        const mask = g.op('Cast', [isBetween], { to: 1 });
        const best = g.op('Cast', [g.op('ArgMax', [x], { axis: 1 })], { to: 1 });
        const scores = g.op('Mul', [g.op('Mul', [x, y]), mask]);
        return g.op('Where', [isBetween, g.op('Add', [scores, best]), g.op('Mul', [x, g.float(2)])]);
      },
    });
  });
});
