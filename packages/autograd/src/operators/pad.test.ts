import { sourceOf, tensor } from '@langseg/core';
import { GraphBuilder } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';
import { differentiate } from '../differentiate.js';

describe('Pad', () => {
  it.each([
    [0, 1, 2, 0],
    [-1, 2, 0, -1],
  ])('by %i, %i, %i, %i', async (...pads) => {
    await checkGradient({
      parameters: { x: [3, 4] },
      build: (g, { x }) => g.op('Pad', [x, g.ints(...pads)]),
    });
  });

  it('of some axes, with a parameter', async () => {
    await checkGradient({
      parameters: { x: [3, 4], value: [] },
      build: (g, { x, value }) => g.op('Pad', [x, g.ints(1, 2), value, g.ints(-1)]),
    });
  });

  it('refuses other modes', () => {
    const g = new GraphBuilder('padded');
    const x = g.weight('x', sourceOf(tensor('float32', [3])));
    const padded = g.op('Pad', [x, g.ints(1, 1)], { mode: 'reflect' });
    g.output('loss', g.op('ReduceSum', [padded], { keepdims: 0 }), 'float32', []);
    expect(() => differentiate(g.build(), { loss: 'loss', parameters: ['x'] })).toThrow(/mode constant/);
  });
});
