import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testRefiner } from '@langseg/conformance';
import { tensor, type ComponentContext } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { lsegLogitScale } from '@langseg/architecture';
import { correlation } from './correlation.js';
import { guidedFilter } from './guided-filter.js';
import { none } from './none.js';
import { bottleneck, depthwise } from './spatial-blocks.js';

/** Heads use nothing but the runtime. */
const context = { runtime: createReferenceRuntime() } as unknown as ComponentContext;

const block = { kernel: Array<number>(9).fill(1), bias: 0, depth: 1, activation: 'relu' };

describe('correlation', () => {
  it("has LSeg's logit scale unless another is given", () => {
    expect(correlation.configSchema.parse({})).toEqual({ logitScale: lsegLogitScale });
    expect(correlation.configSchema.parse({ logitScale: 20 })).toEqual({ logitScale: 20 });
  });

  it.each([
    { logitScale: 0 },
    { logitScale: 1e9 },
    { logitScale: Infinity },
    { logitScale: '20' },
    { scale: 20 },
  ])('refuses %j', (config) => {
    expect(correlation.configSchema.safeParse(config).success).toBe(false);
  });

  it('makes a head with the given scale', async () => {
    const head = await correlation.create({ logitScale: 3 }, context);
    const one = tensor('float32', [1, 1, 1, 1], Float32Array.of(5));
    const norms = tensor('float32', [1, 1, 1], Float32Array.of(5));
    const pixels = { values: one, norms, upsampling: { factor: 1, alignCorners: false } };
    const logits = await head.forward(pixels, tensor('float32', [1, 1], Float32Array.of(1)));
    expect([...logits.data]).toEqual([3]);
  });
});

describe('none', () => {
  it('gives back the logits themselves', async () => {
    const logits = tensor('float32', [1, 2, 3, 4]);
    const regularizer = await none.create({}, context);
    expect(await regularizer.forward(logits)).toBe(logits);
    await expect(regularizer.dispose()).resolves.toBeUndefined();
  });
});

describe.each([depthwise, bottleneck])('$type', (component) => {
  it('takes the ten numbers of a trained block', async () => {
    const config = component.configSchema.parse(block);
    const regularizer = await component.create(config, context);
    const { data } = await regularizer.forward(tensor('float32', [1, 1, 1, 2], Float32Array.of(1, 2)));
    const maximum = component === bottleneck ? [1, 2] : [0, 0];
    expect([...data]).toEqual([3 + maximum[0], 3 + maximum[1]]);
  });

  it.each([
    ['eight weights', { ...block, kernel: Array<number>(8).fill(1) }],
    ['an unknown activation', { ...block, activation: 'gelu' }],
    ['a negative depth', { ...block, depth: -1 }],
    ['a thousand passes', { ...block, depth: 1000 }],
    ['an infinite bias', { ...block, bias: Infinity }],
    ['a misspelt option', { ...block, biass: 1 }],
  ])('refuses %s', (_, config) => {
    expect(component.configSchema.safeParse(config).success).toBe(false);
  });
});

describe('guided-filter', () => {
  testRefiner({ create: () => guidedFilter.create(guidedFilter.configSchema.parse({}), context) });
  // Photos of the suite are smaller than any usual grid: this one has cells of several pixels.
  describe('on a coarse grid', () =>
    testRefiner({ create: () => guidedFilter.create({ radius: 0.1, epsilon: 1e-3, grid: 16 }, context) }));

  it('has a radius of 2.5 % and an epsilon of 1e-3 unless others are given', () => {
    expect(guidedFilter.configSchema.parse({})).toEqual({ radius: 0.025, epsilon: 1e-3, grid: 160 });
  });

  it.each([
    { radius: 0 },
    { radius: 8 },
    { epsilon: 0 },
    { epsilon: -1 },
    { epsilon: NaN },
    { grid: 0 },
    { grid: 99.5 },
    { grid: 1e9 },
    { radius: '5 %' },
    { subsampling: 4 },
  ])('refuses %j', (config) => {
    expect(guidedFilter.configSchema.safeParse(config).success).toBe(false);
  });
});
