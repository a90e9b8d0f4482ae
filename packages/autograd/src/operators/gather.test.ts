import { tensor } from '@langseg/core';
import { onnxDataType } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

const scalar = (value: number) => tensor('int64', [], BigInt64Array.of(BigInt(value)));

describe('Gather', () => {
  it.each([0, 1, -1])('adds up repeated indices on axis %i', async (axis) => {
    await checkGradient({
      parameters: { x: [3, 4, 3] },
      build: (g, { x }) => g.op('Gather', [x, g.ints(2, 0, -1, 2)], { axis }),
    });
  });

  it('indices of two axes', async () => {
    const indices = tensor('int32', [2, 3], Int32Array.of(1, 1, 0, -4, 3, 1));
    await checkGradient({
      parameters: { x: [2, 4] },
      build: (g, { x }) => g.op('Gather', [x, g.constant(indices)], { axis: 1 }),
    });
  });

  it.each([
    ['one', scalar(1)],
    ['the last', scalar(-1)],
    ['neighbours', tensor('int64', [2], BigInt64Array.of(1n, 2n))],
    ['every other, backwards', tensor('int64', [2], BigInt64Array.of(3n, 1n))],
  ])('%s', async (_, indices) => {
    await checkGradient({
      parameters: { x: [2, 4, 3] },
      build: (g, { x }) => g.op('Gather', [x, g.constant(indices)], { axis: 1 }),
    });
  });

  it('indices that the graph computes', async () => {
    await checkGradient({
      parameters: { x: [3, 4], y: [4, 2] },
      build: (g, { x, y }) => {
        const best = g.op('ArgMax', [y], { axis: 1, keepdims: 0 });
        const counted = g.op('Sub', [best, g.constant(scalar(1))]);
        const narrow = g.op('Cast', [counted], { to: onnxDataType('int32') });
        return g.op('Mul', [g.op('Gather', [x, narrow], { axis: 0 }), g.op('ReduceSum', [y, g.ints(0, 1)])]);
      },
    });
  });
});
