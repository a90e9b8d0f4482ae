import { createReferenceRuntime } from '@langseg/adapter-reference';
import { LangSegError } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { runUpdates, type Update } from '../../node/conformance/run-updates.js';
import type { OptimizerConfig } from '../../components/section-configs.js';
import { createOptimizer } from '../../components/create-optimizer.js';

const start = [1.5, -0.25, 0.001, 0];
const updates: readonly Update[] = [
  { learningRate: 0.1, gradient: [0.5, -2, 1e-4, 0] },
  { learningRate: 0.1, gradient: [-0.3, 0.7, 3, 0] },
  { learningRate: 0.05, gradient: [0.2, 0.1, -1e-3, 0] },
  { learningRate: 0.01, gradient: [4, -0.6, 0.02, 0] },
  { learningRate: 0.01, gradient: [0, 0, 0, 0] },
];

/** The parameters, one number at a time, by a rule that keeps its own memory. */
function byHand(rule: () => (p: number, gradient: number, rate: number, step: number) => number): number[] {
  return start.map((initial, i) => {
    const next = rule();
    return updates.reduce(
      (p, { gradient, learningRate }, step) => next(p, gradient[i], learningRate, step + 1),
      initial,
    );
  });
}

const run = (config: OptimizerConfig, list: readonly Update[]) =>
  runUpdates(createReferenceRuntime(), createOptimizer(config), { parameter: start }, list);

async function expectUpdates(config: OptimizerConfig, expected: readonly number[]): Promise<void> {
  const { parameter } = await run(config, updates);
  for (const [i, value] of parameter.entries()) {
    const tolerance = 3e-6 * Math.max(Math.abs(expected[i]), 0.1);
    expect(Math.abs(value - expected[i]), `element ${i}: ${value}`).toBeLessThan(tolerance);
  }
}

describe('sgd', () => {
  const sgd = (momentum: number, decay: number, nesterov = false, dampening = 0) =>
    byHand(() => {
      let buffer: number | undefined;
      return (p, gradient, rate) => {
        const g = gradient + decay * p;
        // PyTorch starts the buffer with the first gradient.
        buffer = buffer === undefined ? g : momentum * buffer + (1 - dampening) * g;
        return p - rate * (nesterov ? g + momentum * buffer : buffer);
      };
    });

  it('descends along the momentum, by default as the official training', async () => {
    await expectUpdates({ type: 'sgd' }, sgd(0.9, 1e-4));
    await expectUpdates({ type: 'sgd', momentum: 0.8, weightDecay: 0.1 }, sgd(0.8, 0.1));
  });

  it('looks ahead', async () => {
    await expectUpdates({ type: 'sgd', nesterov: true, weightDecay: 0.05 }, sgd(0.9, 0.05, true));
  });

  it('dampens the gradient from the second update on', async () => {
    await expectUpdates({ type: 'sgd', dampening: 0.6 }, sgd(0.9, 1e-4, false, 0.6));
    const { scalars } = createOptimizer({ type: 'sgd', dampening: 0.75 });
    expect([scalars(1, 0.1), scalars(2, 0.1)]).toEqual([
      { learningRate: 0.1, gradientShare: 1 },
      { learningRate: 0.1, gradientShare: 0.25 },
    ]);
  });

  it('needs no memory without momentum', async () => {
    const config = { type: 'sgd', momentum: 0, weightDecay: 0.01 } as const;
    expect(createOptimizer(config).slots).toEqual([]);
    expect(createOptimizer({ type: 'sgd' }).slots).toEqual(['momentum']);
    await expectUpdates(config, sgd(0, 0.01));
    await expectUpdates({ ...config, weightDecay: 0 }, sgd(0, 0));
  });
});

describe('adam and adamw', () => {
  const adam = (beta1: number, beta2: number, epsilon: number, l2: number, decoupled: number) =>
    byHand(() => {
      let [mean, variance] = [0, 0];
      return (p, gradient, rate, step) => {
        const g = gradient + l2 * p;
        mean = beta1 * mean + (1 - beta1) * g;
        variance = beta2 * variance + (1 - beta2) * g * g;
        const root = Math.sqrt(variance / (1 - beta2 ** step)) + epsilon;
        return p * (1 - rate * decoupled) - (rate * (mean / (1 - beta1 ** step))) / root;
      };
    });

  it('adam adds weight decay to the gradient', async () => {
    await expectUpdates({ type: 'adam' }, adam(0.9, 0.999, 1e-8, 0, 0));
    await expectUpdates({ type: 'adam', weightDecay: 0.1 }, adam(0.9, 0.999, 1e-8, 0.1, 0));
    await expectUpdates(
      { type: 'adam', beta1: 0.5, beta2: 0.9, epsilon: 1e-3, weightDecay: 0.01 },
      adam(0.5, 0.9, 1e-3, 0.01, 0),
    );
  });

  it('adamw shrinks the weights themselves', async () => {
    await expectUpdates({ type: 'adamw' }, adam(0.9, 0.999, 1e-8, 0, 0.01));
    await expectUpdates(
      { type: 'adamw', beta1: 0, beta2: 0.99, weightDecay: 0.5 },
      adam(0, 0.99, 1e-8, 0, 0.5),
    );
  });

  it('keeps mean and variance', async () => {
    const { slots } = await run({ type: 'adam' }, updates.slice(0, 1));
    expect(slots.mean).toEqual([0.05, -0.2, 1e-5, 0].map((value) => expect.closeTo(value, 7) as number));
    expect(slots.variance).toEqual(
      [2.5e-4, 4e-3, 1e-11, 0].map((value) => expect.closeTo(value, 9) as number),
    );
  });

  it('computes scalars in double precision', () => {
    const { stepSize, epsilon, decay } = createOptimizer({ type: 'adamw' }).scalars(100_000, 1e-3);
    expect([stepSize, epsilon, decay]).toEqual(
      [1e-3, 1e-8, 1e-5].map((value) => expect.closeTo(value, 17) as number),
    );
    const first = createOptimizer({ type: 'adam', beta1: 0.9, beta2: 0.999999 }).scalars(1, 1);
    expect(first.stepSize).toBeCloseTo(Math.sqrt(1e-6) / 0.1, 12);
  });
});

describe('createOptimizer', () => {
  it.each([
    { type: 'lion' },
    { type: 'sgd', momentum: 1 },
    { type: 'sgd', momentum: 0, nesterov: true },
    { type: 'sgd', dampening: 0.1, nesterov: true },
    { type: 'adam', weightDecay: -1 },
    { type: 'adam', beta1: 0.9, beta2: 1 },
    { type: 'adamw', momentum: 0.9 },
  ])('refuses %j', (config) => {
    try {
      createOptimizer(config as OptimizerConfig);
      expect.unreachable();
    } catch (error) {
      expect(LangSegError.is(error, 'CONFIG_INVALID')).toBe(true);
    }
  });
});
