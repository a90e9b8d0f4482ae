import { describe, expect, it } from 'vitest';
import { runObjective } from '../../objective/__fixtures__/run-objective.js';
import { tinyFeeds, tinyImage, type TinyImage } from '../../objective/__fixtures__/tiny-batch.js';
import type { TrainingState } from '../training-state.js';
import { copyOf, freshState, head, tinyStep, trunk, type TinyStepOptions } from './__fixtures__/tiny-step.js';

const image = tinyImage(1, { labels: 3 });
const feeds = tinyFeeds([image], 3);
const rates = [0.1, 0.5];

/** Runs some batches with one step. */
async function learn(
  state: TrainingState,
  batches: readonly Parameters<typeof tinyFeeds>[0][],
  options: TinyStepOptions = {},
) {
  const step = await tinyStep(state, { images: batches[0].length, ...options });
  const results = [];
  for (const batch of batches) results.push(await step.run(tinyFeeds(batch, 3), rates));
  await step.dispose();
  return results;
}

const batchesFrom = (seed: number, count: number): TinyImage[][] =>
  Array.from({ length: count }, (_, i) => [tinyImage(seed + i, { labels: 3 })]);

function expectSameBits(found: TrainingState, expected: TrainingState): void {
  expect(found.step).toBe(expected.step);
  for (const map of ['weights', 'slots'] as const) {
    expect([...found[map].keys()]).toEqual([...expected[map].keys()]);
    for (const [name, { data }] of expected[map])
      expect(bitsOf(found[map].get(name)!.data), name).toEqual(bitsOf(data));
  }
}

function bitsOf({ buffer, byteOffset, byteLength }: Float32Array): number[] {
  return [...new Uint8Array(buffer, byteOffset, byteLength)];
}

describe('a step', () => {
  it('is one of gradient descent at the rate of the group', async () => {
    const state = freshState();
    const before = copyOf(state);
    const optimizer = { type: 'sgd', momentum: 0.9, weightDecay: 0.01 } as const;
    const [first, second] = await learn(state, [[image], [image]], { optimizer });

    const passes = [await runObjective(before.weights, [image], 3)];
    expect(first).toEqual({
      loss: expect.closeTo(passes[0].loss, 5),
      countedPixels: passes[0].counted,
      updated: true,
    });
    const middle = copyOf(before);
    const momentum = new Map<string, Float64Array>();
    const descend = ({ gradients }: (typeof passes)[number]) => {
      for (const [group, names] of [trunk, head].entries())
        for (const name of names) {
          const gradient = gradients.get(name);
          if (!gradient) continue;
          const { data } = middle.weights.get(name)!;
          const old = momentum.get(name) ?? new Float64Array(data.length);
          const next = old.map((value, i) => 0.9 * value + gradient[i] + 0.01 * data[i]);
          momentum.set(name, next);
          data.set(data.map((value, i) => value - rates[group] * next[i]));
        }
    };
    descend(passes[0]);
    passes.push(await runObjective(middle.weights, [image], 3));
    expect(second.loss).toBeCloseTo(passes[1].loss, 5);
    descend(passes[1]);

    expect(state.step).toBe(2);
    for (const name of ['trunk.weight', 'trunk.bias', ...head]) {
      const { data } = state.weights.get(name)!;
      middle.weights.get(name)!.data.forEach((value, i) => expect(data[i], name).toBeCloseTo(value, 5));
      const slot = state.slots.get(`momentum:${name}`)!;
      momentum.get(name)!.forEach((value, i) => expect(slot.data[i], name).toBeCloseTo(value, 5));
    }
  });

  it('limits the norm of all gradients together', async () => {
    const { gradients } = await runObjective(freshState().weights, [image], 3);
    const norm = Math.hypot(
      ...['trunk.weight', 'trunk.bias', ...head].flatMap((name) => gradients.get(name)!),
    );
    const clipNorm = norm / 3;
    const state = freshState();
    const before = copyOf(state);
    const optimizer = { type: 'sgd', momentum: 0, weightDecay: 0 } as const;
    const [result] = await learn(state, [[image]], { optimizer, clipNorm });

    expect(result.gradientNorm).toBeCloseTo(norm, 5);
    expect(state.slots.size).toBe(0);
    const old = before.weights.get('head.weight')!.data;
    state.weights
      .get('head.weight')!
      .data.forEach((value, i) =>
        expect(value).toBeCloseTo(old[i] - (rates[1] * gradients.get('head.weight')![i]) / 3, 5),
      );
  });

  it('is relative to the size of the weights of each channel where wanted', async () => {
    const state = freshState();
    // A channel that is a hundred times as large as the others, and one of nothing but zeros.
    const { shape, data } = state.weights.get('trunk.weight')!;
    const length = shape[1] * shape[2] * shape[3];
    data.subarray(0, length).forEach((value, i) => (data[i] = value * 100));
    data.fill(0, length, 2 * length);
    const before = copyOf(state);
    // The first step of Adam is the rate, whatever the gradient.
    const optimizer = { type: 'adam', epsilon: 1e-30 } as const;
    await learn(state, [[image]], { optimizer, isRelative: true });
    const { gradients } = await runObjective(before.weights, [image], 3);

    for (const [group, names] of [trunk, head].entries())
      for (const name of names.filter((name) => !name.startsWith('norm.'))) {
        const { shape, data } = before.weights.get(name)!;
        const row = shape.length > 1 ? data.length / shape[0] : data.length;
        const after = state.weights.get(name)!.data;
        for (let first = 0; first < data.length; first += row) {
          const size = Math.max(Math.hypot(...data.subarray(first, first + row)) / Math.sqrt(row), 1e-3);
          for (let i = first; i < first + row; i++)
            if (Math.abs(gradients.get(name)![i]) > 1e-6)
              expect(Math.abs(after[i] - data[i]) / size, `${name} ${i}`).toBeCloseTo(rates[group], 3);
        }
        expect(after, name).not.toEqual(data);
      }
  });

  it('leaves what is in no group as it is, to the bit', async () => {
    const state = freshState();
    const before = copyOf(state);
    await learn(state, batchesFrom(1, 3), { groups: [[], head], optimizer: { type: 'adamw' } });
    for (const [name, { data }] of before.weights)
      if (head.includes(name)) expect(state.weights.get(name)!.data, name).not.toEqual(data);
      else expect(bitsOf(state.weights.get(name)!.data), name).toEqual(bitsOf(data));
    expect([...state.slots.keys()].sort()).toEqual(
      ['mean', 'variance'].flatMap((slot) => [...head].sort().map((name) => `${slot}:${name}`)),
    );
  });

  it('does not depend on what is kept for the backward pass', async () => {
    const [kept, again] = [freshState(), freshState()];
    const options = { hasBatchNorm: true, images: 2 };
    const batches = [1, 2].map((seed) => [
      tinyImage(seed, { labels: 3 }),
      tinyImage(seed + 5, { labels: 2 }),
    ]);
    const results = await learn(kept, batches, options);
    expect(await learn(again, batches, { ...options, recompute: ['hidden'] })).toEqual(results);
    expectSameBits(again, kept);
  });
});

describe('accumulation', () => {
  it('of two batches is one batch of all their images', async () => {
    const images = [3, 4].map((seed) => tinyImage(seed, { labels: 3, ignored: 0 }));
    const [parts, whole] = [freshState(), freshState()];
    const options = { optimizer: { type: 'adam' }, clipNorm: 1 } as const;
    const [first, second] = await learn(
      parts,
      images.map((one) => [one]),
      { ...options, accumulate: 2 },
    );
    const [together] = await learn(whole, [images], options);

    expect([first.updated, second.updated, together.updated]).toEqual([false, true, true]);
    expect(first).not.toHaveProperty('gradientNorm');
    expect(second.gradientNorm).toBeCloseTo(together.gradientNorm!, 5);
    expect((first.loss + second.loss) / 2).toBeCloseTo(together.loss, 5);
    expect(parts.step).toBe(1);
    for (const [name, { data }] of whole.weights)
      data.forEach((value, i) => expect(parts.weights.get(name)!.data[i], name).toBeCloseTo(value, 5));
  });

  it('changes only running statistics before its last batch', async () => {
    const state = freshState();
    const before = copyOf(state);
    await learn(state, [[image]], { accumulate: 2, hasBatchNorm: true });
    const changed = [...before.weights.keys()].filter(
      (name) =>
        bitsOf(state.weights.get(name)!.data).join() !== bitsOf(before.weights.get(name)!.data).join(),
    );
    expect(changed).toEqual(['norm.running_mean', 'norm.running_var']);
  });
});

describe('a state', () => {
  it.each([
    ['one batch', {}],
    ['one batch, clipped', { clipNorm: 1 }],
    ['two batches', { accumulate: 2 }],
  ])('survives a loss that is not finite, with %s a step', async (_title, options) => {
    const state = freshState();
    const broken = {
      ...feeds,
      pixels: { ...image.pixels, data: image.pixels.data.map((v, i) => (i === 7 ? NaN : v)) },
    };
    const step = await tinyStep(state, { ...options, hasBatchNorm: true });
    for (let part = 0; part < 2; part++) await step.run(feeds, rates);
    const before = copyOf(state);
    const result = await step.run(broken, rates);
    expect(result).toMatchObject({ loss: NaN, updated: false });
    expectSameBits(state, before);
    for (let part = 0; part < 2; part++) await step.run(feeds, rates);
    expect(state.step).toBeGreaterThan(before.step);
    expect(state.weights.get('head.weight')!.data.every(Number.isFinite)).toBe(true);
    await step.dispose();
  });

  it.each([
    ['sgd', {}],
    ['adam', { clipNorm: 2, accumulate: 2 }],
    ['adamw', { isRelative: true }],
  ] as const)('is all that training needs to go on: %s', async (type, options) => {
    const batches = batchesFrom(10, 20);
    const [straight, halfway] = [freshState(), freshState()];
    const all = { ...options, optimizer: { type }, hasBatchNorm: true };
    const results = await learn(straight, batches, all);
    const before = await learn(halfway, batches.slice(0, 10), all);
    const resumed = copyOf(halfway);
    const after = await learn(resumed, batches.slice(10), all);
    expect([...before, ...after]).toEqual(results);
    expectSameBits(resumed, straight);
  });
});

describe('createTrainingStep', () => {
  it('refuses a parameter in two groups and one without value', async () => {
    await expect(tinyStep(freshState(), { groups: [head, head] })).rejects.toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
    const { weights } = freshState();
    const state = freshState();
    state.weights.delete('head.bias');
    await expect(tinyStep(state, { weights })).rejects.toThrow(
      expect.objectContaining({
        code: 'WEIGHTS_MISMATCH',
        message: expect.stringContaining('head.bias') as string,
      }),
    );
  });
});
