import { sourceOf, tensor } from '@langseg/core';
import { GraphBuilder } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';
import { differentiate } from '../differentiate.js';

describe.each(['align_corners', 'asymmetric', 'half_pixel', 'pytorch_half_pixel'])(
  'Resize, linear, %s',
  (mode) => {
    it.each([
      [
        [3, 4],
        [6, 8],
      ],
      [
        [3, 4],
        [5, 11],
      ],
      [
        [5, 6],
        [3, 2],
      ],
      [
        [4, 3],
        [1, 7],
      ],
      [
        [1, 3],
        [4, 1],
      ],
      [
        [3, 4],
        [3, 9],
      ],
    ])('%j to %j', async (from, to) => {
      await checkGradient({
        parameters: { x: [2, 2, ...from] },
        build: (g, { x }) =>
          g.op('Resize', [x, undefined, undefined, g.ints(2, 2, ...to)], {
            mode: 'linear',
            coordinate_transformation_mode: mode,
          }),
      });
    });
  },
);

describe('Resize', () => {
  const scales = (...values: number[]) => tensor('float32', [values.length], Float32Array.from(values));

  it('by scales that leave a remainder', async () => {
    await checkGradient({
      parameters: { x: [1, 2, 3, 5] },
      build: (g, { x }) =>
        g.op('Resize', [x, undefined, g.constant(scales(1, 1, 1.5, 0.75))], { mode: 'linear' }),
    });
  });

  it('of some axes', async () => {
    await checkGradient({
      parameters: { x: [1, 3, 4, 2] },
      build: (g, { x }) =>
        g.op('Resize', [x, undefined, undefined, g.ints(5, 3)], { mode: 'linear', axes: [1, 2] }),
    });
  });

  it.each([
    ['asymmetric', 'floor'],
    ['half_pixel', 'round_prefer_floor'],
    ['half_pixel', 'round_prefer_ceil'],
    ['align_corners', 'ceil'],
  ])('nearest, %s, %s', async (coordinate_transformation_mode, nearest_mode) => {
    await checkGradient({
      parameters: { x: [1, 2, 3, 4] },
      build: (g, { x }) =>
        g.op('Resize', [x, undefined, undefined, g.ints(1, 2, 6, 3)], {
          coordinate_transformation_mode,
          nearest_mode,
        }),
    });
  });

  it('refuses cubic interpolation', () => {
    const g = new GraphBuilder('resized');
    const x = g.weight('x', sourceOf(tensor('float32', [1, 1, 2, 2])));
    const y = g.op('Resize', [x, undefined, g.constant(scales(1, 1, 2, 2))], { mode: 'cubic' });
    g.output('loss', g.op('ReduceSum', [y], { keepdims: 0 }), 'float32', []);
    expect(() => differentiate(g.build(), { loss: 'loss', parameters: ['x'] })).toThrow(/cubic/);
  });
});
