import { tensor } from '@langseg/core';
import { int64 } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import { Random } from './__fixtures__/random.js';
import { expectSameResults } from './__fixtures__/run-both.js';

describe('reductions agree with onnxruntime', () => {
  const random = new Random(3);
  const operators = ['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceSumSquare', 'ReduceL2'] as const;

  it.each(operators)('%s over every set of axes', async (operator) => {
    for (const axes of [[0], [1], [-1], [0, 2], [1, 2, 3], [0, 1, 2, 3]])
      for (const keepdims of [0, 1]) {
        const feeds = { x: random.floats([2, 3, 4, 5]) };
        await expectSameResults({
          feeds,
          build: (g, { x }) => g.op(operator, [x, g.ints(...axes)], { keepdims }),
        });
      }
  });

  it.each(operators)('%s without axes', async (operator) => {
    const feeds = { x: random.floats([2, 3, 4]) };
    await expectSameResults({ feeds, build: (g, { x }) => g.op(operator, [x]) });
  });

  it('ReduceSum with no axes and noop_with_empty_axes, and of int64', async () => {
    const feeds = { x: random.floats([2, 3]), n: random.int64([3, 4], -9, 9) };
    await expectSameResults({
      feeds,
      build: (g, { x, n }) => [
        g.op('ReduceSum', [x], { noop_with_empty_axes: 1 }),
        g.op('ReduceSum', [n, g.ints(1)]),
        g.op('ReduceMax', [n, g.ints(0)]),
      ],
    });
  });

  it('ReduceMean with axes as an attribute, as before opset 18', async () => {
    const feeds = { x: random.floats([2, 3, 4]) };
    await expectSameResults({
      feeds,
      opset: 17,
      build: (g, { x }) => g.custom('', 'ReduceMean', [x], { axes: { kind: 'ints', value: [1] } }),
    });
  });

  it('ArgMax over every axis, with ties', async () => {
    const feeds = { x: random.int64([3, 4, 5], 0, 3) };
    await expectSameResults({
      feeds,
      build: (g, { x }) =>
        [0, 1, 2, -1].flatMap((axis) =>
          [0, 1].map((flag) => g.op('ArgMax', [x], { axis, keepdims: flag, select_last_index: flag })),
        ),
    });
  });
});

describe('data movement agrees with onnxruntime', () => {
  const random = new Random(4);

  it('Gather along every axis, with negative indices', async () => {
    const feeds = { x: random.floats([3, 4, 5]), i: random.int64([2, 3], -3, 2), s: int64([1]) };
    await expectSameResults({
      feeds,
      build: (g, { x, i, s }) => [
        ...[0, 1, -1].map((axis) => g.op('Gather', [x, i], { axis })),
        g.op('Gather', [x, g.op('Squeeze', [s])], { axis: 1 }),
      ],
    });
  });

  it('Slice forwards, backwards, beyond the ends', async () => {
    for (let round = 0; round < 60; round++) {
      const feeds = { x: random.floats([5, 6, 4]) };
      const axes = random.pick([[0], [1, 0], [2, -2], [0, 1, 2]]);
      const list = (low: number, high: number) => axes.map(() => random.integer(low, high));
      const steps = axes.map(() => random.pick([1, 2, -1, -3]));
      await expectSameResults({
        feeds,
        build: (g, { x }) =>
          g.op('Slice', [
            x,
            g.ints(...list(-8, 8)),
            g.ints(...list(-8, 8)),
            g.ints(...axes),
            g.ints(...steps),
          ]),
      });
    }
  });

  it('Concat, Split, Transpose', async () => {
    const feeds = { x: random.floats([2, 3, 4]), y: random.floats([2, 5, 4]), n: random.int64([6], 0, 9) };
    await expectSameResults({
      feeds,
      build: (g, { x, y, n }) => [
        g.op('Concat', [x, y, x], { axis: 1 }),
        g.op('Concat', [x, x], { axis: -1 }),
        g.op('Concat', [n, n], { axis: 0 }),
        ...g.ops('Split', [y, g.ints(1, 4)], 2, { axis: 1 }),
        ...g.ops('Split', [y], 2, { axis: 1, num_outputs: 2 }),
        ...g.ops('Split', [n], 3, { num_outputs: 3 }),
        g.op('Transpose', [x]),
        g.op('Transpose', [x], { perm: [1, 2, 0] }),
        g.op('Transpose', [y], { perm: [0, 2, 1] }),
      ],
    });
  });

  it('Reshape, Flatten, Squeeze, Unsqueeze, Expand', async () => {
    const feeds = { x: random.floats([2, 1, 6]), empty: random.floats([0, 3]) };
    await expectSameResults({
      feeds,
      build: (g, { x, empty }) => [
        g.op('Reshape', [x, g.ints(0, -1)]),
        g.op('Reshape', [x, g.ints(3, 4)]),
        g.op('Reshape', [empty, g.ints(3, 0)], { allowzero: 1 }),
        g.op('Flatten', [x]),
        g.op('Flatten', [x], { axis: 0 }),
        g.op('Flatten', [x], { axis: -1 }),
        g.op('Squeeze', [x]),
        g.op('Squeeze', [x, g.ints(1)]),
        g.op('Unsqueeze', [x, g.ints(0, -1)]),
        g.op('Expand', [x, g.ints(3, 1, 4, 1)]),
        g.op('Expand', [x, g.ints(1)]),
      ],
    });
  });

  it.each(['constant', 'edge', 'reflect', 'wrap'])('Pad with mode %s', async (mode) => {
    const feeds = { x: random.floats([2, 4, 5]) };
    await expectSameResults({
      feeds,
      build: (g, { x }) => [
        g.op('Pad', [x, g.ints(0, 1, 2, 0, 3, 1)], { mode }),
        g.op('Pad', [x, g.ints(2, 1), g.float(1.5), g.ints(-1)], { mode }),
      ],
    });
  });

  it('Pad crops with negative pads', async () => {
    const feeds = { x: random.floats([4, 5]) };
    await expectSameResults({ feeds, build: (g, { x }) => g.op('Pad', [x, g.ints(-1, 2, 0, -3)]) });
  });

  it('Trilu keeps either triangle of each matrix', async () => {
    const feeds = { x: random.floats([2, 4, 5]) };
    await expectSameResults({
      feeds,
      build: (g, { x }) =>
        [0, 1].flatMap((upper) => [
          g.op('Trilu', [x], { upper }),
          ...[-2, 1].map((k) =>
            g.op('Trilu', [x, g.constant(tensor('int64', [], BigInt64Array.of(BigInt(k))))], { upper }),
          ),
        ]),
    });
  });

  it('Range and Shape', async () => {
    const feeds = { x: random.floats([2, 3, 4]) };
    const whole = (value: number) => tensor('int64', [], BigInt64Array.of(BigInt(value)));
    await expectSameResults({
      feeds,
      build: (g, { x }) => [
        g.op('Range', [g.constant(whole(7)), g.constant(whole(-2)), g.constant(whole(-2))]),
        g.op('Range', [g.float(0), g.float(1), g.float(0.25)]),
        g.op('Shape', [x]),
        g.op('Shape', [x], { start: 1 }),
        g.op('Shape', [x], { start: -2, end: -1 }),
      ],
    });
  });

  it('sizes computed from shapes', async () => {
    const feeds = { x: random.floats([1, 2, 4, 6]) };
    await expectSameResults({
      feeds,
      build: (g, { x }) => {
        const size = g.op('Slice', [g.op('Shape', [x]), g.ints(2), g.ints(4)]);
        const doubled = g.op('Mul', [size, g.ints(2)]);
        const sizes = g.op('Concat', [g.ints(1, 2), doubled], { axis: 0 });
        const big = g.op('Resize', [x, undefined, undefined, sizes], { mode: 'linear' });
        const area = g.op('Mul', [
          g.op('Gather', [doubled, g.ints(0)]),
          g.op('Gather', [doubled, g.ints(1)]),
        ]);
        return g.op('Reshape', [big, g.op('Concat', [g.ints(2), area], { axis: 0 })]);
      },
    });
  });
});
