import type { LangSegError } from '@langseg/core';
import { resizePositionEmbedding, sourceOf, tensor, toFloat16, type Weights } from '@langseg/core';
import { zeros, type ParameterSpec } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { initializeWeights } from './initialize-weights.js';
import { describeMatch } from './match-report.js';
import { matchWeights } from './match-weights.js';

const shapes = { 'model.pos_embed': [1, 10, 2], 'model.norm.weight': [2], 'scratch.head.weight': [3, 2] };

const specs: readonly ParameterSpec[] = Object.entries(shapes).map(([name, shape]) => ({
  name,
  shape,
  initial: zeros,
  kind: 'parameter',
}));

function counted(shape: readonly number[]) {
  const value = tensor('float32', shape);
  value.data.forEach((_, i) => (value.data[i] = i + 1));
  return value;
}

function checkpointOf(given: Readonly<Record<string, readonly number[]>>, prefix = ''): Weights {
  return new Map(Object.entries(given).map(([name, shape]) => [prefix + name, sourceOf(counted(shape))]));
}

describe('matchWeights', () => {
  it.each(['', 'net.', 'module.', 'module.net.'])('finds weights behind the prefix "%s"', (prefix) => {
    const { weights, report } = matchWeights(specs, checkpointOf(shapes, prefix), { minimum: 1 });
    expect([...weights.keys()]).toEqual(Object.keys(shapes));
    expect(report).toEqual({
      matched: Object.keys(shapes),
      resized: [],
      missing: [],
      mismatched: [],
      unused: [],
    });
  });

  it('reports what does not fit, and leaves counters alone', () => {
    const given = {
      'model.norm.weight': [4],
      'model.norm.num_batches_tracked': [],
      'scratch.head.weight': [3, 2],
      'model.extra': [1],
    };
    const { weights, report } = matchWeights(specs, checkpointOf(given, 'net.'));
    expect([...weights.keys()]).toEqual(['scratch.head.weight']);
    expect(report).toEqual({
      matched: ['scratch.head.weight'],
      resized: [],
      missing: ['model.pos_embed'],
      mismatched: [{ name: 'model.norm.weight', expected: [2], found: [4] }],
      unused: ['model.extra'],
    });
    expect(describeMatch(report).split('\n')).toEqual([
      "1 of the network's 3 weights are in the checkpoint.",
      '1 missing: model.pos_embed',
      '1 of another shape: model.norm.weight (expected [2], found [4])',
      '1 in the checkpoint only: model.extra',
    ]);
  });

  it('resizes position embeddings of another grid', async () => {
    const { weights, report } = matchWeights(
      specs,
      checkpointOf({ ...shapes, 'model.pos_embed': [1, 5, 2] }),
    );
    expect(report.resized).toEqual([{ name: 'model.pos_embed', expected: [1, 10, 2], found: [1, 5, 2] }]);
    const found = await weights.get('model.pos_embed')!.load();
    expect(found).toEqual(resizePositionEmbedding(counted([1, 5, 2]), [3, 3]));
  });

  it.each([
    ['another width', [1, 5, 3]],
    ['no square', [1, 7, 2]],
    ['another rank', [10, 2]],
  ])('does not resize position embeddings of %s', (_, shape) => {
    const { report } = matchWeights(specs, checkpointOf({ 'model.pos_embed': shape }));
    expect(report.mismatched.map(({ name }) => name)).toEqual(['model.pos_embed']);
  });

  it('reads half precision, and the names of a part of the network', async () => {
    const checkpoint = new Map([['norm.weight', sourceOf(toFloat16(counted([2])))]]);
    const { weights } = matchWeights(specs, checkpoint, { scope: 'model.' });
    expect(await weights.get('model.norm.weight')!.load()).toEqual(counted([2]));
  });

  it('refuses a checkpoint of another architecture with the whole report', () => {
    const checkpoint = checkpointOf({ 'backbone.0.weight': [3], 'model.norm.weight': [2] });
    const match = (minimum: number) => () => matchWeights(specs, checkpoint, { minimum });
    expect(match(1 / 3)).not.toThrow();
    expect(match(0.5)).toThrow(
      expect.objectContaining({
        code: 'WEIGHTS_MISMATCH',
        message: expect.stringMatching(
          /another architecture.*50 %.*1 of .*3 .*\n2 missing.*\n1 in the checkpoint only: backbone/s,
        ) as string,
      }) as LangSegError,
    );
    expect(match(2)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }) as LangSegError);
  });
});

describe('initializeWeights', () => {
  const random: readonly ParameterSpec[] = specs.map((spec) => ({
    ...spec,
    initial: { kind: 'uniform', bound: 1 },
  }));

  it('starts missing weights as it would without checkpoint', async () => {
    const fresh = await initializeWeights(random, { seed: 3 });
    expect(fresh.report).toBeUndefined();
    const { weights, report } = await initializeWeights(random, {
      seed: 3,
      checkpoint: checkpointOf({ 'model.norm.weight': [2] }),
    });
    expect(report?.matched).toEqual(['model.norm.weight']);
    expect([...weights.keys()]).toEqual(Object.keys(shapes));
    expect(weights.get('model.norm.weight')).toEqual(counted([2]));
    expect(weights.get('scratch.head.weight')).toEqual(fresh.weights.get('scratch.head.weight'));
  });
});
