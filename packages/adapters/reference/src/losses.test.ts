import { describe, expect, it } from 'vitest';
import { Random } from './__fixtures__/random.js';
import { expectSameResults } from './__fixtures__/run-both.js';

describe('elements by index agree with onnxruntime', () => {
  const random = new Random(11);

  it('GatherElements and ScatterElements along every axis, with negative indices', async () => {
    for (const axis of [0, 1, -1]) {
      const feeds = {
        x: random.floats([3, 4, 3]),
        i: random.int64([2, 3, 2], -3, 2),
        u: random.floats([2, 3, 2]),
      };
      await expectSameResults({
        feeds,
        build: (g, { x, i, u }) => [
          g.op('GatherElements', [x, i], { axis }),
          g.op('ScatterElements', [x, i, u], { axis, reduction: 'add' }),
        ],
      });
    }
  });

  it('ScatterElements that replaces', async () => {
    const feeds = { x: random.floats([3, 4]), i: random.int64([3, 1], 0, 3), u: random.floats([3, 1]) };
    await expectSameResults({
      feeds,
      build: (g, { x, i, u }) => g.op('ScatterElements', [x, i, u], { axis: 1 }),
    });
  });

  it('refuses indices beyond the axis', async () => {
    const feeds = { x: random.floats([3, 4]), i: random.int64([3, 1], 4, 4) };
    const run = expectSameResults({
      feeds,
      build: (g, { x, i }) => g.op('GatherElements', [x, i], { axis: 1 }),
    });
    await expect(run).rejects.toThrow('indices from -4 to 3, got 4');
  });
});

describe('SoftmaxCrossEntropyLoss agrees with onnxruntime', () => {
  const random = new Random(12);
  const feeds = {
    scores: random.floats([3, 5, 2]),
    labels: random.int64([3, 2], 0, 4),
    weights: random.floats([5]),
  };

  it.each(['none', 'sum', 'mean'])('reduction %s', async (reduction) => {
    await expectSameResults({
      feeds,
      build: (g, { scores, labels, weights }) => [
        g.op('SoftmaxCrossEntropyLoss', [scores, labels], { reduction }),
        g.op('SoftmaxCrossEntropyLoss', [scores, labels, weights], { reduction, ignore_index: 2 }),
      ],
    });
  });

  it('with log probabilities', async () => {
    await expectSameResults({
      feeds,
      build: (g, { scores, labels, weights }) => [
        ...g.ops('SoftmaxCrossEntropyLoss', [scores, labels], 2),
        g.op('Identity', [weights]),
      ],
    });
  });
});
