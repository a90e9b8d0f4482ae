import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

const cases = {
  'a 3×3 kernel': { x: [2, 2, 5, 4], w: [3, 2, 3, 3], pads: [1, 1, 1, 1] },
  'a kernel without padding': { x: [2, 2, 4, 5], w: [2, 2, 3, 2] },
  'a 1×1 kernel': { x: [2, 3, 2, 3], w: [4, 3, 1, 1] },
  'a single image': { x: [1, 2, 3, 3], w: [2, 2, 1, 1] },
  'a 1×1 kernel that skips pixels': { x: [2, 2, 5, 4], w: [3, 2, 1, 1], strides: [2, 2] },
  'stride 2': { x: [2, 2, 6, 5], w: [3, 2, 3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  'stride 2 with a row to spare': { x: [1, 2, 6, 6], w: [2, 2, 3, 3], strides: [2, 3] },
  'uneven padding': { x: [1, 2, 5, 5], w: [2, 2, 3, 3], pads: [0, 1, 2, 0] },
  'more padding than the kernel needs': { x: [1, 1, 3, 3], w: [2, 1, 2, 2], pads: [2, 2, 2, 2] },
  'dilated taps': { x: [1, 2, 6, 6], w: [2, 2, 3, 3], dilations: [2, 2], pads: [2, 2, 2, 2] },
  patches: { x: [2, 3, 4, 6], w: [5, 3, 2, 2], strides: [2, 2] },
  'patches that leave pixels over': { x: [2, 3, 5, 7], w: [5, 3, 2, 2], strides: [2, 2] },
  depthwise: { x: [2, 3, 4, 5], w: [3, 1, 3, 3], group: 3, pads: [1, 1, 1, 1] },
  'depthwise, dilated': { x: [1, 3, 5, 5], w: [3, 1, 3, 3], group: 3, pads: [2, 2, 2, 2], dilations: [2, 2] },
  'depthwise, uneven': { x: [2, 2, 4, 5], w: [2, 1, 2, 3], group: 2, pads: [1, 2, 0, 1] },
  'depthwise without padding': { x: [1, 2, 4, 5], w: [2, 1, 3, 2], group: 2 },
  'depthwise with more padding than needed': {
    x: [1, 2, 3, 3],
    w: [2, 1, 2, 2],
    group: 2,
    pads: [2, 2, 2, 2],
  },
  'depthwise with stride 2': {
    x: [2, 3, 5, 6],
    w: [3, 1, 3, 3],
    group: 3,
    pads: [0, 0, 1, 1],
    strides: [2, 2],
  },
  'several kernels for each channel': { x: [1, 2, 4, 4], w: [6, 1, 3, 3], group: 2, pads: [1, 1, 1, 1] },
  groups: { x: [2, 4, 3, 4], w: [6, 2, 3, 3], group: 2, pads: [1, 1, 1, 1] },
};

describe('Conv', () => {
  it.each(Object.entries(cases))('%s', async (_, { x, w, ...attributes }) => {
    await checkGradient({
      parameters: { x, w, b: [w[0]] },
      build: (g, { x, w, b }) => g.op('Conv', [x, w, b], attributes),
    });
  });

  it('padding that depends on the size', async () => {
    await checkGradient({
      parameters: { x: [1, 2, 5, 4], w: [2, 2, 3, 3] },
      build: (g, { x, w }) => g.op('Conv', [x, w], { auto_pad: 'SAME_UPPER', strides: [2, 2] }),
    });
  });
});

const transposedCases = {
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
  it.each(Object.entries(transposedCases))('%s', async (_, { x, w, ...attributes }) => {
    const group = 'group' in attributes ? attributes.group : 1;
    await checkGradient({
      parameters: { x, w, b: [w[1] * group] },
      build: (g, { x, w, b }) => g.op('ConvTranspose', [x, w, b], attributes),
    });
  });
});
