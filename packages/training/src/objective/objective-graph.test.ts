import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { tensor, type Tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { plainLoss } from './__fixtures__/plain-loss.js';
import {
  embeddingsOf,
  runObjective,
  tinyObjective,
  type TinyObjective,
} from './__fixtures__/run-objective.js';
import { tinyImage, withTargets, type TinyImage } from './__fixtures__/tiny-batch.js';
import { tinyWeights } from './__fixtures__/tiny-network.js';

const weights = tinyWeights();
const block = 'scratch.head_block.depthwise.depthwise';
/** Different labels, and different numbers of them. */
const images = [tinyImage(1, { labels: 3 }), tinyImage(2, { labels: 2 })];
const placesForLabels = 4;

const depthwise = { kind: 'depthwise', depth: 2, activation: 'leaky-relu' } as const;
const bottleneck = { kind: 'bottleneck', depth: 3, activation: 'tanh' } as const;
const geometry = (factor: number, inner: boolean, outer: boolean) => ({
  outputStride: 4,
  upsampling: { factor, alignCorners: inner },
  alignCorners: outer,
});

async function byHand(
  given: readonly TinyImage[],
  { regularizer, ...options }: TinyObjective & { readonly geometry: ReturnType<typeof geometry> },
) {
  const read = (name: string) => [...weights.get(`${block}.${name}`)!.data];
  const { activation } = regularizer ?? {};
  const objective = {
    ...options.geometry,
    logitScale: 5,
    ...(regularizer && {
      block: {
        ...regularizer,
        activation: activation === 'leaky-relu' ? ('lrelu' as const) : (activation as 'tanh'),
        kernel: read('weight'),
        bias: read('bias')[0],
      },
    }),
  };
  const shares = await Promise.all(
    given.map(async (image) => plainLoss(image, await embeddingsOf(weights, image), objective)),
  );
  const total = (key: 'sum' | 'weight' | 'counted') => shares.reduce((sum, share) => sum + share[key], 0);
  return { loss: total('sum') / total('weight'), counted: total('counted') };
}

async function expectByHand(given: readonly TinyImage[], options: Parameters<typeof byHand>[1]) {
  const { loss, counted } = await runObjective(weights, given, placesForLabels, options);
  const expected = await byHand(given, options);
  expect(loss).toBeCloseTo(expected.loss, 4);
  expect(counted).toBe(expected.counted);
}

describe('objectiveGraph', () => {
  it.each([
    [1, false, false],
    [1, true, true],
    [2, false, false],
    [2, true, true],
    [2, true, false],
  ])('is the cross-entropy of correlations: factor %i, corners %s and %s', async (factor, inner, outer) => {
    await expectByHand(images, { geometry: geometry(factor, inner, outer) });
  });

  it.each([depthwise, bottleneck])('learns through a $kind block', async (regularizer) => {
    await expectByHand(images, { geometry: geometry(2, true, true), regularizer });
    const { gradients } = await runObjective(weights, images, placesForLabels, { regularizer });
    expect(Math.abs(gradients.get(`${block}.weight`)![4])).toBeGreaterThan(1e-3);
  });

  it('weighs pixels by their label', async () => {
    const weighted = [
      tinyImage(1, { labels: 3, weighted: true }),
      tinyImage(2, { labels: 2, weighted: true }),
    ];
    await expectByHand(weighted, { geometry: geometry(2, true, true) });
  });

  it.each([
    ['no', undefined],
    ['a bottleneck', bottleneck],
  ])(
    'averages over the pixels of all images, whatever the lengths of their lists, with %s block',
    async (_title, regularizer) => {
      const together = await runObjective(weights, images, placesForLabels, { regularizer });
      const alone = await Promise.all(
        images.map((image) => runObjective(weights, [image], image.labelWeights.length, { regularizer })),
      );
      const pixels = alone.reduce((sum, { counted }) => sum + counted, 0);
      expect(together.counted).toBe(pixels);
      for (const [name, gradient] of together.gradients)
        gradient.forEach((value, i) => {
          const mean = alone.reduce(
            (sum, { counted, gradients }) => sum + counted * gradients.get(name)![i],
            0,
          );
          expect(value, name).toBeCloseTo(mean / pixels, 5);
        });
    },
  );

  it('takes nothing from pixels that are ignored', async () => {
    const [image] = images;
    const pixels = image.targets.data.reduce((sum, target) => sum + (target === -1 ? 0 : 1), 0);
    const blank = withTargets(image, -1);
    const alone = await runObjective(weights, [image], 3);
    const withBlank = await runObjective(weights, [image, blank], 3);
    expect(alone.counted).toBe(pixels);
    expect(withBlank.counted).toBe(pixels);
    expect(withBlank.loss).toBeCloseTo(alone.loss, 5);

    const other = {
      ...image,
      targets: { ...image.targets, data: image.targets.data.map((t) => (t < 0 ? 255 : t)) },
    };
    const official = await runObjective(weights, [other], 3, { ignoreIndex: 255 });
    expect(official.loss).toBe(alone.loss);
  });

  it.each([createReferenceRuntime(), createNodeRuntime({ threads: 1 })])(
    'is 0 without gradient where all pixels are ignored, on $name',
    async (runtime) => {
      const blank = images.map((image) => withTargets(image, -1));
      const { loss, counted, gradients } = await runObjective(weights, blank, placesForLabels, { runtime });
      expect([loss, counted]).toEqual([0, 0]);
      for (const [name, gradient] of gradients)
        expect(
          gradient.every((value) => value === 0),
          name,
        ).toBe(true);
    },
  );

  it('has finite gradients where an embedding is 0', async () => {
    const zeroed = new Map(weights);
    for (const name of ['head.weight', 'head.bias']) {
      const { shape } = weights.get(name)!;
      zeroed.set(name, tensor('float32', shape));
    }
    for (const runtime of [createReferenceRuntime(), createNodeRuntime({ threads: 1 })]) {
      const { loss, gradients } = await runObjective(zeroed, [images[0]], 3, { runtime });
      expect(loss).toBeCloseTo(Math.log(3), 5);
      for (const [name, gradient] of gradients) expect(gradient.every(Number.isFinite), name).toBe(true);
    }
  });

  it('gives the same on onnxruntime', async () => {
    const runtime = createNodeRuntime({ threads: 1 });
    for (const regularizer of [depthwise, bottleneck]) {
      const exact = await runObjective(weights, images, placesForLabels, { regularizer });
      const found = await runObjective(weights, images, placesForLabels, { regularizer, runtime });
      expect(found.loss).toBeCloseTo(exact.loss, 4);
      for (const [name, gradient] of found.gradients)
        gradient.forEach((value, i) => expect(value, name).toBeCloseTo(exact.gradients.get(name)![i], 4));
    }
  });

  it('says which weights of the head block are missing', () => {
    const without = new Map<string, Tensor>([...weights].filter(([name]) => name !== `${block}.bias`));
    const batch = { images: 1, labels: 2 };
    expect(() => tinyObjective(without, batch, { regularizer: depthwise })).toThrow(
      expect.objectContaining({ code: 'WEIGHTS_MISMATCH' }),
    );
  });
});
