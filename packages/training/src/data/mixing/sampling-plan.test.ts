import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.js';
import { createSamplingPlan, type SamplingPlan, type SamplingPlanOptions } from './sampling-plan.js';

const epochOf = (plan: SamplingPlan, epoch: number) =>
  Array.from({ length: plan.batchesPerEpoch }, (_, index) => plan.elements(epoch, index)).flat();

describe('createSamplingPlan', () => {
  it('shows every sample once in an epoch, in another order each time', () => {
    const plan = createSamplingPlan({ seed: 3, sizes: [7, 5], batchSize: 4 });
    expect(plan.batchesPerEpoch).toBe(3);
    const orders = [0, 1, 2].map((epoch) =>
      epochOf(plan, epoch).map(({ dataset, sample }) => `${dataset}/${sample}`),
    );
    for (const order of orders) expect(new Set(order).size).toBe(12);
    expect(new Set(orders.map(String)).size).toBe(3);
  });

  it('gives a batch from its place alone', () => {
    const options = { seed: 3, sizes: [70, 50], weights: [1, 2], batchSize: 4, batchesPerEpoch: 9 };
    const [one, other] = [createSamplingPlan(options), createSamplingPlan(options)];
    const forward = [0, 1, 2, 3].map((epoch) => epochOf(one, epoch));
    for (const epoch of [3, 0, 2, 1]) expect(other.elements(epoch, 5)).toEqual(forward[epoch].slice(20, 24));
    expect(createSamplingPlan({ ...options, seed: 4 }).elements(0, 0)).not.toEqual(forward[0].slice(0, 4));
  });

  it('keeps the proportions in every epoch, and runs through all samples before one comes again', () => {
    const plan = createSamplingPlan({
      seed: 1,
      sizes: [100, 6],
      weights: [1, 3],
      batchSize: 4,
      batchesPerEpoch: 5,
    });
    const drawn = Array.from({ length: 12 }, (_, epoch) => epochOf(plan, epoch));
    for (const epoch of drawn) expect(epoch.filter(({ dataset }) => dataset === 1)).toHaveLength(15);
    // 12 epochs of 5 of the first set: 60 different samples; of 15 of the second: each of its 6 exactly 30 times.
    const all = drawn.flat();
    const samples = (set: number) => all.filter(({ dataset }) => dataset === set).map(({ sample }) => sample);
    expect(new Set(samples(0)).size).toBe(60);
    for (let i = 0; i < 6; i++) expect(samples(1).filter((sample) => sample === i)).toHaveLength(30);
  });

  it('repeats samples when there are fewer than a batch has places', () => {
    const plan = createSamplingPlan({ seed: 1, sizes: [3], batchSize: 8 });
    expect(plan.batchesPerEpoch).toBe(1);
    expect(new Set(plan.elements(0, 0).map(({ sample }) => sample))).toEqual(new Set([0, 1, 2]));
  });

  it.each<[Partial<SamplingPlanOptions>, RegExp]>([
    [{ sizes: [] }, /no data set/],
    [{ sizes: [3, 0] }, /needs samples/],
    [{ batchSize: 0 }, /at least one element/],
    [{ batchesPerEpoch: 0.5 }, /at least one batch/],
    [{ weights: [1] }, /weight above 0/],
    [{ weights: [1, 0] }, /weight above 0/],
    [{ weights: [1, NaN] }, /weight above 0/],
    [{ batchSize: 1, batchesPerEpoch: 1 }, /no room/],
  ])('refuses %j', (options, message) => {
    const create = () => createSamplingPlan({ seed: 1, sizes: [3, 4], batchSize: 2, ...options });
    expect(create).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(create).toThrow(message);
  });
});

describe('apportion', () => {
  it.each([
    [10, [1, 1], [5, 5]],
    [10, [1, 1, 1], [4, 3, 3]],
    [7, [2464, 1329, 471, 470, 88], [3, 1, 1, 1, 1]],
    [5, [1000, 1, 1, 1], [2, 1, 1, 1]],
    [3, [9, 9, 9], [1, 1, 1]],
  ])('divides %i by %j', (total, shares, counts) => {
    expect(apportion(total, shares)).toEqual(counts);
  });
});
