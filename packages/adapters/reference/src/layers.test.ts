import { sourceOf, tensor, type Tensor } from '@langseg/core';
import type { GraphBuilder } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import { Random } from './__fixtures__/random.js';
import { expectSameResults } from './__fixtures__/run-both.js';

describe('layers agree with onnxruntime', () => {
  const random = new Random(2);

  it.each([
    [
      [3, 4],
      [4, 5],
    ],
    [[4], [4, 5]],
    [[3, 4], [4]],
    [[4], [4]],
    [
      [2, 3, 4],
      [4, 5],
    ],
    [
      [2, 1, 3, 4],
      [5, 4, 2],
    ],
    [
      [6, 4],
      [2, 3, 4, 1],
    ],
  ])('MatMul %j × %j', async (a, b) => {
    const feeds = { a: random.floats(a), b: random.floats(b) };
    await expectSameResults({ feeds, build: (g, { a, b }) => g.op('MatMul', [a, b]) });
  });

  it('Gemm transposes, scales and adds', async () => {
    for (const transA of [0, 1])
      for (const transB of [0, 1])
        for (const sum of [[3, 5], [5], [3, 1], [1], undefined]) {
          const feeds = {
            a: random.floats(transA ? [4, 3] : [3, 4]),
            b: random.floats(transB ? [5, 4] : [4, 5]),
            c: random.floats(sum ?? []),
          };
          await expectSameResults({
            feeds,
            build: (g, { a, b, c }) => [
              g.op('Gemm', sum ? [a, b, c] : [a, b], { transA, transB, alpha: 0.5, beta: 1.5 }),
              c,
            ],
          });
        }
  });

  it('Conv over strides, dilations, pads and groups', async () => {
    for (let round = 0; round < 40; round++) {
      const group = random.pick([1, 1, 2, 3]);
      const perGroup = random.integer(1, 3);
      const kernel = [random.integer(1, 3), random.integer(1, 3)];
      const feeds = { x: random.floats([random.integer(1, 2), group * perGroup, 7, 9]) };
      const weight = random.floats([group * random.integer(1, 2), perGroup, ...kernel]);
      const bias = random.floats([weight.shape[0]]);
      await expectSameResults({
        feeds,
        build: (g, { x }) =>
          g.op(
            'Conv',
            [
              x,
              g.weight('blocks/0.weight:folded:y', sourceOf(weight)),
              ...(round % 2 ? [g.weight('bias', sourceOf(bias))] : []),
            ],
            {
              group,
              strides: [random.integer(1, 3), random.integer(1, 3)],
              dilations: [random.integer(1, 2), random.integer(1, 2)],
              pads: Array.from({ length: 4 }, () => random.integer(0, 2)),
            },
          ),
      });
    }
  });

  it.each(['SAME_UPPER', 'SAME_LOWER', 'VALID'])('Conv with auto_pad %s', async (auto_pad) => {
    for (const stride of [1, 2, 3]) {
      const feeds = { x: random.floats([1, 2, 7, 8]), w: random.floats([3, 2, 2, 3]) };
      await expectSameResults({
        feeds,
        build: (g, { x, w }) => g.op('Conv', [x, w], { auto_pad, strides: [stride, stride] }),
      });
    }
  });

  it('Conv of more pixels than are computed at once', async () => {
    const feeds = { x: random.floats([1, 4, 75, 70]), w: random.floats([2, 2, 3, 3]) };
    await expectSameResults({
      feeds,
      build: (g, { x, w }) => g.op('Conv', [x, w], { group: 2, pads: [1, 1, 1, 1] }),
    });
  });

  it('Conv of sequences', async () => {
    const feeds = { x: random.floats([2, 3, 11]), w: random.floats([4, 3, 3]) };
    await expectSameResults({
      feeds,
      build: (g, { x, w }) => g.op('Conv', [x, w], { strides: [2], pads: [1, 0], dilations: [2] }),
    });
  });

  it('ConvTranspose over strides, dilations, pads, output padding and groups', async () => {
    for (let round = 0; round < 40; round++) {
      const group = random.pick([1, 1, 2]);
      const inPerGroup = random.integer(1, 3);
      const outPerGroup = random.integer(1, 3);
      const kernel = [random.integer(2, 4), random.integer(2, 4)];
      const strides = [random.integer(1, 3), random.integer(1, 3)];
      const feeds = {
        x: random.floats([random.integer(1, 2), group * inPerGroup, 4, 5]),
        w: random.floats([group * inPerGroup, outPerGroup, ...kernel]),
        b: random.floats([group * outPerGroup]),
      };
      await expectSameResults({
        feeds,
        build: (g, { x, w, b }) =>
          g.op('ConvTranspose', round % 2 ? [x, w, b] : [x, w], {
            group,
            strides,
            dilations: [random.integer(1, 2), random.integer(1, 2)],
            pads: Array.from({ length: 4 }, () => random.integer(0, 1)),
            output_padding: strides.map((stride) => random.integer(0, stride - 1)),
          }),
      });
    }
  });

  it('ConvTranspose with output_shape', async () => {
    const feeds = { x: random.floats([1, 2, 4, 5]), w: random.floats([2, 3, 3, 3]) };
    await expectSameResults({
      feeds,
      build: (g, { x, w }) => [
        g.op('ConvTranspose', [x, w], { strides: [2, 2], output_shape: [8, 10] }),
        g.op('ConvTranspose', [x, w], { strides: [2, 2], output_shape: [8, 10], auto_pad: 'SAME_UPPER' }),
      ],
    });
  });

  it.each(['MaxPool', 'AveragePool'] as const)('%s over kernels, strides and pads', async (operator) => {
    for (let round = 0; round < 40; round++) {
      const kernel_shape = [random.integer(2, 3), random.integer(2, 4)];
      const feeds = { x: random.floats([2, 2, 8, 9]) };
      await expectSameResults({
        feeds,
        build: (g, { x }) =>
          g.op(operator, [x], {
            kernel_shape,
            strides: [random.integer(1, 3), random.integer(1, 3)],
            pads: Array.from({ length: 4 }, () => random.integer(0, 1)),
            dilations: [random.integer(1, 2), 1],
            ceil_mode: round % 2,
            ...(operator === 'AveragePool' ? { count_include_pad: random.integer(0, 1) } : {}),
          }),
      });
    }
  });

  it('GlobalAveragePool', async () => {
    const feeds = { x: random.floats([2, 3, 5, 7]) };
    await expectSameResults({ feeds, build: (g, { x }) => g.op('GlobalAveragePool', [x]) });
  });

  it('BatchNormalization', async () => {
    const feeds = {
      x: random.floats([2, 3, 4, 5]),
      scale: random.floats([3]),
      bias: random.floats([3]),
      mean: random.floats([3]),
      variance: random.floats([3], 0.1, 2),
    };
    await expectSameResults({
      feeds,
      build: (g, { x, scale, bias, mean, variance }) =>
        g.op('BatchNormalization', [x, scale, bias, mean, variance], { epsilon: 1e-3 }),
    });
  });

  it('BatchNormalization in training mode, with the next running statistics', async () => {
    const feeds = {
      x: random.floats([2, 3, 4, 5]),
      scale: random.floats([3]),
      bias: random.floats([3]),
      mean: random.floats([3]),
      variance: random.floats([3], 0.1, 2),
    };
    for (const momentum of [undefined, 0, 0.75])
      await expectSameResults({
        feeds,
        build: (g, { x, scale, bias, mean, variance }) =>
          g.ops('BatchNormalization', [x, scale, bias, mean, variance], 3, { momentum, training_mode: 1 }),
      });
  });

  it('LayerNormalization over one and two axes, with and without bias', async () => {
    const feeds = {
      x: random.floats([2, 3, 4, 8]),
      s: random.floats([8]),
      b: random.floats([8]),
      s2: random.floats([4, 8]),
    };
    await expectSameResults({
      feeds,
      build: (g, { x, s, b, s2 }) => [
        g.op('LayerNormalization', [x, s, b], { epsilon: 1e-6 }),
        g.op('LayerNormalization', [x, s]),
        g.op('LayerNormalization', [x, s2], { axis: 2 }),
        ...g.ops('LayerNormalization', [x, s, b], 3),
        ...g.ops('LayerNormalization', [x, s2], 3, { axis: 2 }),
      ],
    });
  });

  it.each(['Softmax', 'LogSoftmax'] as const)('%s along every axis', async (operator) => {
    const feeds = { x: random.floats([2, 3, 4, 5], -20, 20) };
    await expectSameResults({
      feeds,
      build: (g, { x }) => [
        g.op(operator, [x]),
        ...[0, 1, 2, 3, -2].map((axis) => g.op(operator, [x], { axis })),
      ],
    });
  });

  it.each([
    ['positive and negative rows', -3, 5],
    ['rows of one sign, whose range starts at 0', 1, 2],
    ['rows of zeros', 0, 0],
  ])('DynamicQuantizeMatMul of %s', async (_, low, high) => {
    const weights = tensor(
      'int8',
      [16, 6],
      // Of larger ones, processors without VNNI add two products in 16 bits, which overflow.
      Int8Array.from({ length: 96 }, () => random.integer(-64, 64)),
    );
    const matrix = g8(weights);
    await expectSameResults({
      feeds: { x: random.floats([2, 3, 16], low, high), one: random.floats([16], low, high) },
      build: (g, { x, one }) => {
        const scales = g.weight('scales', sourceOf(random.floats([6], 0.01, 0.02)));
        const scale = g.weight('scale', sourceOf(random.floats([1], 0.01, 0.02)));
        const bias = g.weight('bias', sourceOf(random.floats([6])));
        const product = (inputs: Parameters<typeof g.custom>[2]) =>
          g.custom('com.microsoft', 'DynamicQuantizeMatMul', inputs);
        const [signed, unsigned] = [matrix(g, 'int8'), matrix(g, 'uint8')];
        const zeros = g.weight('zeros', sourceOf(tensor('uint8', [6], new Uint8Array(6).fill(128))));
        return [
          product([x, signed, scales, undefined, bias]),
          product([x, signed, scale]),
          product([x, unsigned, scales, zeros, bias]),
          product([one, signed, scales]),
        ];
      },
    });
  });
});

/** A matrix as a weight of either kind, shifted by 128 where it has no sign. */
function g8(weights: Tensor<'int8'>) {
  return (g: GraphBuilder, dtype: 'int8' | 'uint8') =>
    g.weight(
      dtype,
      sourceOf(
        dtype === 'int8'
          ? weights
          : tensor(
              'uint8',
              weights.shape,
              Uint8Array.from(weights.data, (value) => value + 128),
            ),
      ),
    );
}
