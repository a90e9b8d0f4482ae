import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

const cases = {
  'a kernel that moves by its own size': { x: [2, 3, 2, 3], w: [3, 2, 2, 2], strides: [2, 2] },
  'stride 1': { x: [1, 2, 3, 4], w: [2, 3, 3, 3] },
  'overlapping windows': {
    x: [2, 2, 3, 3],
    w: [2, 3, 3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
    output_padding: [1, 1],
  },
  groups: { x: [1, 4, 2, 3], w: [4, 2, 3, 3], strides: [2, 2], group: 2 },
  depthwise: { x: [1, 3, 2, 3], w: [3, 1, 3, 3], strides: [2, 2], group: 3, pads: [1, 1, 1, 1] },
  'dilated taps': { x: [1, 2, 3, 3], w: [2, 2, 2, 2], dilations: [2, 2] },
};

describe('ConvTranspose', () => {
  it.each(Object.entries(cases))('%s', async (_, { x, w, ...attributes }) => {
    const group = 'group' in attributes ? attributes.group : 1;
    await checkGradient({
      parameters: { x, w, b: [w[1] * group] },
      build: (g, { x, w, b }) => g.op('ConvTranspose', [x, w, b], attributes),
    });
  });
});
