import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testRegularizer } from '@langseg/conformance';
import { LangSegError, tensor, type Runtime } from '@langseg/core';
import { bottleneckBlock, depthwiseBlock } from '@langseg/core/reference';
import { describe, expect, it } from 'vitest';
import type { Activation } from './spatial-block-config.js';
import { SpatialBlockRegularizer } from './spatial-block-regularizer.js';

const kernel = [0.1, -0.2, 0.3, 0.4, 0.9, -0.6, 0.7, -0.8, 0.05];
const config = { kernel, bias: -0.25, depth: 2, activation: 'leaky-relu' } as const;

const blocks = { depthwise: depthwiseBlock, bottleneck: bottleneckBlock } as const;
const kinds = ['depthwise', 'bottleneck'] as const;
const activations = { relu: 'relu', 'leaky-relu': 'lrelu', tanh: 'tanh' } as const;

describe.each(kinds)('%s', (kind) => {
  testRegularizer({ create: () => new SpatialBlockRegularizer(createReferenceRuntime(), kind, config) });

  it.each(Object.keys(activations) as Activation[])(
    'agrees with the plain code for %s',
    async (activation) => {
      const shape = [2, 3, 4, 5];
      const logits = tensor(
        'float32',
        shape,
        Float32Array.from({ length: 120 }, (_, i) => 5 * Math.sin(i * i)),
      );
      for (const depth of [0, 1, 3]) {
        const own = { ...config, depth, activation };
        const regularizer = new SpatialBlockRegularizer(createReferenceRuntime(), kind, own);
        const plain = blocks[kind](logits, { ...own, activation: activations[activation] });
        const { data } = await regularizer.forward(logits);
        data.forEach((value, i) => expect(value).toBeCloseTo(plain.data[i], 4));
      }
    },
  );
});

describe('SpatialBlockRegularizer', () => {
  it('couples labels only through the bottleneck', () => {
    const [depthwise, bottleneck] = kinds.map(
      (kind) => new SpatialBlockRegularizer(createReferenceRuntime(), kind, config),
    );
    expect(depthwise.couplesLabels).toBe(false);
    expect(bottleneck.couplesLabels).toBe(true);
  });

  it('needs nine weights', () => {
    expect(
      () => new SpatialBlockRegularizer(createReferenceRuntime(), 'depthwise', { ...config, kernel: [1, 2] }),
    ).toThrow('9 weights, got 2');
  });

  it('tries again after its graph could not be loaded', async () => {
    const runtime = createReferenceRuntime();
    let loads = 0;
    const flaky: Runtime = {
      ...runtime,
      load: (...parameters) =>
        loads++ === 0
          ? Promise.reject(new LangSegError('RUNTIME_FAILED', 'no memory'))
          : runtime.load(...parameters),
    };
    const regularizer = new SpatialBlockRegularizer(flaky, 'depthwise', config);
    const logits = tensor('float32', [1, 1, 2, 2]);
    await expect(regularizer.forward(logits)).rejects.toThrow('no memory');
    await expect(regularizer.forward(logits)).resolves.toBeDefined();
  });
});
