import { sizeOf } from '@langseg/core';
import { clipTextGraph } from '@langseg/text-encoders';
import { expect, it } from 'vitest';
import { clipTextB32, clipTextShapes } from './clip-text-shapes.js';
import { randomParameters, randomTensor, randomWeights } from './random-weights.js';

it('makes the same values of variance 1 / fan-in for the same seed', () => {
  const { data } = randomTensor([64, 32, 2], 7);
  expect(randomTensor([64, 32, 2], 7).data).toEqual(data);
  expect(randomTensor([64, 32, 2], 8).data).not.toEqual(data);
  const variance = data.reduce((sum, value) => sum + value * value, 0) / data.length;
  expect(variance * 64).toBeCloseTo(1, 1);
});

it('leaves normalisations neutral', async () => {
  const weights = randomWeights(
    new Map([
      ['block.norm1.weight', [2]],
      ['block.norm1.bias', [2]],
      ['unit.bn2.running_var', [2]],
    ]),
  );
  const values = await Promise.all([...weights.values()].map(async (source) => (await source.load()).data));
  expect(values.map((data) => [...data])).toEqual([
    [1, 1],
    [0, 0],
    [1, 1],
  ]);
});

it('makes all weights of a full-size model', () => {
  const shapes = clipTextShapes(clipTextB32);
  // Counted in the official checkpoints, without what their forward pass never reads.
  expect([...shapes.values()].reduce((sum, shape) => sum + sizeOf(shape), 0)).toBe(63_428_096);
  expect(() => clipTextGraph(randomWeights(shapes), clipTextB32)).not.toThrow();
});

it('gives parameters the deviation of a new network', () => {
  const parameters = randomParameters([
    { name: 'scale', shape: [3], initial: { kind: 'constant', value: 0.5 }, kind: 'parameter' },
    { name: 'normal', shape: [4000], initial: { kind: 'normal', std: 0.1 }, kind: 'parameter' },
    { name: 'uniform', shape: [4000], initial: { kind: 'uniform', bound: 0.1 }, kind: 'parameter' },
  ]);
  const deviation = (name: string) => Math.hypot(...parameters.get(name)!.data) / Math.sqrt(4000);
  expect([...parameters.get('scale')!.data]).toEqual([0.5, 0.5, 0.5]);
  expect(deviation('normal')).toBeCloseTo(0.1, 2);
  expect(deviation('uniform')).toBeCloseTo(0.1 / Math.sqrt(3), 2);
});
