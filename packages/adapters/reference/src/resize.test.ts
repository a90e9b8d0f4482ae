import { tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { Random } from './__fixtures__/random.js';
import { expectSameResults } from './__fixtures__/run-both.js';

const modes = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'];

describe('Resize agrees with onnxruntime', () => {
  const random = new Random(5);

  it.each(modes)('linear, %s', async (coordinate_transformation_mode) => {
    const options = { mode: 'linear', coordinate_transformation_mode };
    for (const [height, width] of [
      [8, 10],
      [3, 13],
      [1, 1],
      [5, 7],
      [16, 2],
    ]) {
      const feeds = { x: random.floats([2, 3, 5, 7]) };
      await expectSameResults({
        feeds,
        build: (g, { x }) => g.op('Resize', [x, undefined, undefined, g.ints(2, 3, height, width)], options),
        tolerance: 1e-5,
      });
    }
    const feeds = { x: random.floats([1, 2, 5, 7]) };
    for (const factors of [
      [2, 2],
      [4, 0.5],
      [1.3, 2.7],
    ]) {
      const scales = tensor('float32', [4], Float32Array.of(1, 1, ...factors));
      await expectSameResults({
        feeds,
        build: (g, { x }) => g.op('Resize', [x, undefined, g.constant(scales)], options),
        tolerance: 1e-5,
      });
    }
  });

  it('linear over chosen axes', async () => {
    const feeds = { x: random.floats([1, 2, 5, 7]) };
    await expectSameResults({
      feeds,
      build: (g, { x }) =>
        g.op('Resize', [x, undefined, undefined, g.ints(10, 14)], { mode: 'linear', axes: [2, 3] }),
    });
  });

  it.each([-0.5, -0.75])('cubic, a = %d', async (cubic_coeff_a) => {
    for (const [height, width] of [
      [8, 10],
      [5, 7],
      [3, 13],
      [16, 2],
    ]) {
      const feeds = { x: random.floats([2, 3, 5, 7]) };
      const options = { mode: 'cubic', coordinate_transformation_mode: 'half_pixel', cubic_coeff_a };
      await expectSameResults({
        feeds,
        build: (g, { x }) => g.op('Resize', [x, undefined, undefined, g.ints(2, 3, height, width)], options),
        tolerance: 1e-5,
      });
    }
  });

  it.each(modes)('nearest, %s', async (coordinate_transformation_mode) => {
    for (const nearest_mode of ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'])
      for (const [height, width] of [
        [8, 8],
        [2, 12],
        [4, 6],
      ]) {
        const feeds = { x: random.floats([1, 2, 4, 6]) };
        await expectSameResults({
          feeds,
          build: (g, { x }) =>
            g.op('Resize', [x, undefined, undefined, g.ints(1, 2, height, width)], {
              mode: 'nearest',
              coordinate_transformation_mode,
              nearest_mode,
            }),
        });
      }
  });
});
