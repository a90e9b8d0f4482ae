import { sourceOf, tensor } from '@langseg/core';
import { GraphBuilder, onnxDataType } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';
import { differentiate } from '../differentiate.js';

describe('Transpose', () => {
  it.each([undefined, [1, 2, 0], [2, 0, 1], [0, 2, 1]])('by %j', async (perm) => {
    await checkGradient({
      parameters: { x: [2, 3, 4] },
      build: (g, { x }) => g.op('Transpose', [x], { perm }),
    });
  });
});

describe('Expand', () => {
  it.each([
    [[3], [2, 3]],
    [
      [2, 1, 3],
      [2, 4, 3],
    ],
    [
      [1, 3],
      [2, 2, 4, 3],
    ],
    [[], [2, 2]],
    [
      [2, 1],
      [3, 2, 4],
    ],
    [[2, 3], [1]],
  ])('%j to %j', async (x, shape) => {
    await checkGradient({ parameters: { x }, build: (g, { x }) => g.op('Expand', [x, g.ints(...shape)]) });
  });
});

describe('Slice', () => {
  it.each<[string, number[], number[], number[], number[] | undefined]>([
    ['a middle part', [1], [3], [1], undefined],
    ['the end', [-2], [99], [0], undefined],
    ['everything', [0], [99], [0], undefined],
    ['every other', [0], [99], [1], [2]],
    ['every third from the second', [1], [99], [1], [3]],
    ['every fourth, the last at the end', [0], [99], [0], [4]],
    ['backwards', [-1], [-99], [1], [-1]],
    ['backwards, every second', [3], [-99], [1], [-2]],
    ['backwards, from the end, every third', [99], [0], [0], [-3]],
    ['two axes', [1, 4], [4, 0], [1, 0], [2, -2]],
    ['a single element', [2], [3], [1], [5]],
  ])('%s', async (_, starts, ends, axes, steps) => {
    await checkGradient({
      parameters: { x: [5, 6, 2] },
      build: (g, { x }) =>
        g.op('Slice', [x, g.ints(...starts), g.ints(...ends), g.ints(...axes), steps && g.ints(...steps)]),
    });
  });
});

describe('Split', () => {
  it('into equal parts', async () => {
    await checkGradient({
      parameters: { x: [2, 6] },
      build: (g, { x }) => {
        const [a, b, c] = g.ops('Split', [x], 3, { axis: -1, num_outputs: 3 });
        return g.op('Add', [g.op('Mul', [a, b]), c]);
      },
    });
  });

  it('into parts of which some are not used', async () => {
    await checkGradient({
      parameters: { x: [6, 2] },
      build: (g, { x }) => {
        const [a, , c] = g.ops('Split', [x, g.ints(1, 2, 3)], 3);
        return g.op('Mul', [a, c]);
      },
    });
  });
});

describe('Concat', () => {
  it.each([0, 1, -1])('along axis %i', async (axis) => {
    await checkGradient({
      parameters: { a: [2, 3, 2], b: [2, 3, 2].with(axis < 0 ? 2 : axis, 4) },
      build: (g, { a, b }) => g.op('Concat', [a, b, a], { axis }),
    });
  });

  it('of one tensor, and with a constant', async () => {
    await checkGradient({ parameters: { a: [2, 3] }, build: (g, { a }) => g.op('Concat', [a], { axis: 0 }) });
    await checkGradient({
      parameters: { a: [2] },
      build: (g, { a }) => {
        const rest = g.op('Expand', [g.float(1), g.ints(3)]);
        return g.op('Concat', [rest, a, rest], { axis: 0 });
      },
    });
  });
});

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

describe('Trilu', () => {
  it.each([0, 1])('upper %i', async (upper) => {
    await checkGradient({ parameters: { x: [2, 3, 4] }, build: (g, { x }) => g.op('Trilu', [x], { upper }) });
  });
});
