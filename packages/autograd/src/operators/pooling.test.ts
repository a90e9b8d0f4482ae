import { sizeOf, tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

const windows = {
  'windows side by side': { x: [2, 2, 4, 6], kernel_shape: [2, 2], strides: [2, 2] },
  'overlapping windows': { x: [1, 2, 5, 6], kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  'stride 1': { x: [1, 2, 4, 4], kernel_shape: [3, 2] },
  'a last window beyond the end': { x: [1, 1, 5, 5], kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 },
  'pixels that no window sees': { x: [1, 1, 5, 6], kernel_shape: [2, 2], strides: [3, 3] },
};

/** Values far enough apart that differences don't change which is the largest. */
function distinct(shape: readonly number[]) {
  const size = sizeOf(shape);
  return tensor(
    'float32',
    shape,
    Float32Array.from({ length: size }, (_, i) => ((i * 7919) % size) / size - 0.5),
  );
}

describe.each(['MaxPool', 'AveragePool'] as const)('%s', (operator) => {
  it.each(Object.entries(windows))('%s', async (_, { x, ...attributes }) => {
    await checkGradient({
      parameters: { x: distinct(x) },
      build: (g, { x }) => g.op(operator, [x], attributes),
    });
  });
});

describe('AveragePool', () => {
  it('counts its padding when told to', async () => {
    await checkGradient({
      parameters: { x: [1, 2, 4, 5] },
      build: (g, { x }) =>
        g.op('AveragePool', [x], {
          kernel_shape: [3, 3],
          strides: [2, 2],
          pads: [1, 1, 1, 1],
          count_include_pad: 1,
        }),
    });
  });
});
