import { tensor } from '@langseg/core';
import { onnxDataType, type OperatorName } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import { Random } from './__fixtures__/random.js';
import { expectSameResults } from './__fixtures__/run-both.js';

const shapePairs = [
  [
    [3, 4],
    [3, 4],
  ],
  [[2, 3, 4], [4]],
  [[2, 3, 4], []],
  [
    [2, 1, 4],
    [3, 1],
  ],
  [
    [1, 5, 1, 2],
    [4, 1, 3, 1],
  ],
  [[1], [2, 2]],
  [[2, 0], [1]],
];

describe('elementwise operators agree with onnxruntime', () => {
  const random = new Random(1);

  it.each(['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min'] as const)(
    '%s broadcasts floats and int64',
    async (operator) => {
      for (const [a, b] of shapePairs) {
        const feeds = { a: random.floats(a), b: random.floats(b, 0.5, 2) };
        await expectSameResults({ feeds, build: (g, { a, b }) => g.op(operator, [a, b]) });
        const integers = { a: random.int64(a, -9, 9), b: random.int64(b, 1, 9) };
        await expectSameResults({ feeds: integers, build: (g, { a, b }) => g.op(operator, [a, b]) });
      }
    },
  );

  it('Add of int32 wraps around', async () => {
    const a = tensor('int32', [2], Int32Array.of(2 ** 31 - 1, -5));
    await expectSameResults({ feeds: { a }, build: (g, { a }) => g.op('Add', [a, a]) });
  });

  it('Pow takes exponents of any dtype', async () => {
    const feeds = { a: random.floats([3, 4], 0.1, 3), b: random.floats([4]), n: random.int64([4], 0, 3) };
    await expectSameResults({ feeds, build: (g, { a, b, n }) => [g.op('Pow', [a, b]), g.op('Pow', [a, n])] });
  });

  it.each(['Max', 'Min'] as const)('%s takes one, two or three operands', async (operator) => {
    const feeds = { a: random.floats([2, 3]), b: random.floats([3]), c: random.floats([2, 1]) };
    await expectSameResults({
      feeds,
      build: (g, { a, b, c }) => [g.op(operator, [a]), g.op(operator, [a, b, c]), g.op(operator, [b, c])],
    });
  });

  it.each(['Equal', 'Greater', 'Less'] as const)('%s compares floats and int64', async (operator) => {
    for (const [a, b] of shapePairs) {
      const integers = { a: random.int64(a, 0, 2), b: random.int64(b, 0, 2) };
      await expectSameResults({ feeds: integers, build: (g, { a, b }) => g.op(operator, [a, b]) });
      const feeds = { a: random.floats(a), b: random.floats(b) };
      await expectSameResults({ feeds, build: (g, { a, b }) => g.op(operator, [a, b]) });
    }
  });

  it('And broadcasts', async () => {
    const feeds = { a: random.floats([2, 3, 1]), b: random.floats([4]) };
    await expectSameResults({
      feeds,
      build: (g, { a, b }) => g.op('And', [g.op('Greater', [a, g.float(0)]), g.op('Less', [b, g.float(0)])]),
    });
  });

  it('Where broadcasts all three operands', async () => {
    const feeds = { a: random.floats([2, 3, 1]), b: random.floats([4]), n: random.int64([3, 1], 0, 1) };
    await expectSameResults({
      feeds,
      build: (g, { a, b, n }) => g.op('Where', [g.op('Greater', [n, g.ints(0)]), a, b]),
    });
  });

  it.each<[OperatorName, number, number]>([
    ['Erf', -7, 7],
    ['Exp', -5, 5],
    ['Floor', -5, 5],
    ['Gelu', -7, 7],
    ['Identity', -5, 5],
    ['LeakyRelu', -5, 5],
    ['Log', 0.01, 9],
    ['Neg', -5, 5],
    ['Reciprocal', 0.5, 5],
    ['Relu', -5, 5],
    ['Sigmoid', -9, 9],
    ['Sqrt', 0, 9],
    ['Tanh', -5, 5],
  ])('%s', async (operator, low, high) => {
    const feeds = { x: random.floats([3, 50], low, high) };
    await expectSameResults({ feeds, build: (g, { x }) => g.op(operator, [x]) });
  });

  it('activations with options', async () => {
    const feeds = { x: random.floats([40], -5, 5) };
    await expectSameResults({
      feeds,
      build: (g, { x }) => [
        g.op('LeakyRelu', [x], { alpha: 0.25 }),
        g.op('Gelu', [x], { approximate: 'tanh' }),
        g.op('Clip', [x, g.float(-1), g.float(2)]),
        g.op('Clip', [x, undefined, g.float(2)]),
        g.op('Clip', [x, g.float(0)]),
      ],
    });
  });

  it('Cast between real, half and whole numbers', async () => {
    const feeds = { x: random.floats([40], -100, 100), n: random.int64([9], -3, 3) };
    await expectSameResults({
      feeds,
      build: (g, { x, n }) => {
        const to = (value: typeof x, dtype: Parameters<typeof onnxDataType>[0]) =>
          g.op('Cast', [value], { to: onnxDataType(dtype) });
        return [
          to(x, 'int64'),
          to(x, 'int32'),
          to(x, 'bool'),
          to(x, 'float64'),
          to(to(x, 'float16'), 'float32'),
          to(n, 'float32'),
          to(n, 'bool'),
          to(to(n, 'bool'), 'int64'),
        ];
      },
    });
  });
});
