import { tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe.each(['Softmax', 'LogSoftmax'] as const)('%s', (operator) => {
  it.each([0, 1, 2, -1])('along axis %i', async (axis) => {
    await checkGradient({ parameters: { x: [2, 3, 4] }, build: (g, { x }) => g.op(operator, [x], { axis }) });
  });
});

const labels = tensor('int64', [5], BigInt64Array.of(2n, 0n, -1n, 3n, 2n));

describe('SoftmaxCrossEntropyLoss', () => {
  it.each(['none', 'sum', 'mean'])('reduction %s, with ignored rows', async (reduction) => {
    await checkGradient({
      parameters: { z: [5, 4] },
      build: (g, { z }) =>
        g.op('SoftmaxCrossEntropyLoss', [g.op('Mul', [z, g.float(3)]), g.constant(labels)], {
          reduction,
          ignore_index: -1,
        }),
    });
  });

  it('without ignored rows, labels as int32', async () => {
    await checkGradient({
      parameters: { z: [3, 4] },
      build: (g, { z }) =>
        g.op('SoftmaxCrossEntropyLoss', [z, g.constant(tensor('int32', [3], Int32Array.of(3, 0, 1)))]),
    });
  });

  it('refuses scores with more axes', async () => {
    const check = checkGradient({
      parameters: { z: [5, 4, 1] },
      build: (g, { z }) =>
        g.op('SoftmaxCrossEntropyLoss', [z, g.op('Reshape', [g.constant(labels), g.ints(5, 1)])]),
    });
    await expect(check).rejects.toThrow('scores [R, C]');
  });
});

describe('GatherElements and ScatterElements', () => {
  const index = tensor('int64', [3, 2], BigInt64Array.of(0n, 3n, 1n, 1n, -1n, 2n));

  it('adds up what was taken twice', async () => {
    await checkGradient({
      parameters: { x: [3, 4] },
      build: (g, { x }) => g.op('GatherElements', [x, g.constant(index)], { axis: 1 }),
    });
  });

  it('adds updates', async () => {
    await checkGradient({
      parameters: { x: [3, 4], u: [3, 2] },
      build: (g, { x, u }) =>
        g.op('ScatterElements', [x, g.constant(index), u], { axis: 1, reduction: 'add' }),
    });
  });

  it('replaces by updates', async () => {
    const distinct = tensor('int64', [3, 2], BigInt64Array.of(0n, 3n, 1n, 2n, -1n, 2n));
    await checkGradient({
      parameters: { x: [3, 4], u: [3, 2] },
      build: (g, { x, u }) => g.op('ScatterElements', [x, g.constant(distinct), u], { axis: 1 }),
    });
  });
});
