import { createNodeRuntime } from '@langseg/adapter-node';
import { sourceOf, tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, type Value } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { checkGradient, noise } from '../__fixtures__/check-gradient.js';
import { differentiate } from '../differentiate.js';

const list = (...values: number[]) => tensor('float32', [values.length], Float32Array.from(values));

describe('BatchNormalization', () => {
  const statistics = (g: GraphBuilder): Value[] => [
    g.constant(list(0.1, -0.2, 0.3)),
    g.constant(list(0.5, 1, 2)),
  ];

  it('with given statistics', async () => {
    await checkGradient({
      parameters: { x: [2, 3, 2, 3], scale: [3], bias: [3] },
      build: (g, { x, scale, bias }) =>
        g.op('BatchNormalization', [x, scale, bias, ...statistics(g)], { epsilon: 0.01 }),
    });
  });

  it('with those of the batch', async () => {
    await checkGradient({
      parameters: { x: [3, 3, 2, 3], scale: [3], bias: [3] },
      build: (g, { x, scale, bias }) => {
        const inputs = [x, scale, bias, ...statistics(g)];
        const [y] = g.ops('BatchNormalization', inputs, 3, { training_mode: 1, epsilon: 0.01 });
        return g.op('Mul', [y, y]);
      },
    });
  });

  it('moves running statistics towards the mean and the unbiased variance', async () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [2, 1, 1, 2]);
    const weights = { scale: list(1), bias: list(0), mean: list(10), variance: list(4) };
    const inputs = Object.entries(weights).map(([name, value]) => g.weight(name, sourceOf(value)));
    const [y] = g.ops('BatchNormalization', [x, ...inputs], 3, { training_mode: 1, momentum: 0.9 });
    g.output('loss', g.op('ReduceSum', [y], { keepdims: 0 }), 'float32', []);
    const pass = differentiate(g.build(), { loss: 'loss', parameters: ['scale'] });
    for (const [name, value] of pass.states) pass.g.output(`next:${name}`, value, 'float32', [1]);

    const session = await createNodeRuntime({ threads: 1 }).load(await encodeModel(pass.g.build()));
    const batch = tensor('float32', [2, 1, 1, 2], Float32Array.of(1, 3, 5, 7));
    const { mean, variance, scale } = weights;
    const next = await session.run({ x: batch, scale, mean, variance });
    await session.dispose();
    expect(next['next:mean'].data[0]).toBeCloseTo(0.9 * 10 + 0.1 * 4, 5);
    expect(next['next:variance'].data[0]).toBeCloseTo(0.9 * 4 + (0.1 * 20) / 3, 5);
  });

  it('keeps statistics that nothing trains', async () => {
    await checkGradient({
      parameters: { x: noise([2, 3, 2, 2], 9) },
      build: (g, { x }) =>
        g.op('BatchNormalization', [x, ...[1, 2].map((n) => g.constant(list(n, n, n))), ...statistics(g)]),
    });
  });
});

describe('LayerNormalization', () => {
  it.each([
    { x: [4, 6], axis: -1 },
    { x: [2, 3, 4], axis: 2 },
    { x: [2, 3, 4], axis: 1 },
    { x: [2, 2, 2], axis: 0 },
  ])('of $x from axis $axis', async ({ x, axis }) => {
    const affine = x.slice(axis);
    await checkGradient({
      parameters: { x, scale: affine, bias: affine },
      build: (g, { x, scale, bias }) => g.op('LayerNormalization', [x, scale, bias], { axis, epsilon: 1e-3 }),
    });
  });

  it('without bias', async () => {
    await checkGradient({
      parameters: { x: [3, 5], scale: [5] },
      build: (g, { x, scale }) => g.op('LayerNormalization', [x, scale]),
    });
  });
});
