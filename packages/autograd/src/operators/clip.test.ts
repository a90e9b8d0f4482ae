import { tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';
import { expectGradients } from '../__fixtures__/expect-gradients.js';

describe('Clip', () => {
  it.each([
    [-0.5, 0.4],
    [-0.5, undefined],
    [undefined, 0.4],
    [undefined, undefined],
  ])('between %s and %s', async (low, high) => {
    await checkGradient({
      parameters: { x: [4, 5] },
      build: (g, { x }) =>
        g.op('Clip', [x, ...[low, high].map((bound) => (bound === undefined ? bound : g.float(bound)))]),
    });
  });

  it('moves bounds that hold', async () => {
    const scalar = (value: number) => tensor('float32', [], Float32Array.of(value));
    await checkGradient({
      parameters: { x: [4, 5], low: scalar(-0.3), high: scalar(0.6) },
      build: (g, { x, low, high }) => g.op('Clip', [x, low, high]),
    });
  });

  it('passes nothing at the bounds themselves, as relu6', () => {
    expectGradients({
      x: [-1, 0, 0.1, 5.9, 6, 7],
      build: (g, x) => g.op('Clip', [x, g.float(0), g.float(6)]),
      expected: [0, 0, 1, 1, 0, 0],
    });
  });
});
