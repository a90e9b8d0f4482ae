import { createNodeRuntime } from '@langseg/adapter-node';
import { tensor, type Tensor, type TextEncoder } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import type { TrainingBatch } from '../data/batch.js';
import { initialWeights } from '../weights/initial-weights.js';
import { createNetwork, type Network } from '../network/network.js';
import { createRandom } from '../random/create-random.js';
import { trainingRegistry } from '../components/training-registry.js';
import { modelSchemaOf } from '../recipe/model-schema.js';
import { parameterGroups, type GroupPlan } from '../recipe/parameter-groups.js';
import type { Recipe } from '../recipe/recipe-schema.js';
import { LabelEmbeddings } from '../text/label-embeddings.js';
import { batchFeeds } from './batch-feeds.js';
import type { Features, OpenFeatures } from './frozen-features.js';
import { createStepLearner, type StepLearnerOptions } from './step-learner.js';

const words = ['sky', 'grass', 'tree'];
const encoder: TextEncoder = {
  specVersion: 1,
  embeddingDim: 3,
  contextLength: Infinity,
  encode: async (labels) => {
    const rows = tensor('float32', [labels.length, 3]);
    labels.forEach((label, i) => (rows.data[3 * i + words.indexOf(label)] = 1));
    return rows;
  },
  dispose: () => Promise.resolve(),
};
const embeddings = await LabelEmbeddings.of(encoder, words);

const sizes = {
  stem: 2,
  stages: [2, 2, 2, 2, 2, 2, 2],
  expansion: 2,
  pooled: 3,
  context: 2,
  lateral8: 2,
  fuse8: 3,
  lateral4: 2,
  fuse4: 3,
};
const modelSchema = modelSchemaOf(trainingRegistry);
const network = createNetwork(modelSchema.parse({ type: 'mobilenet', sizes }), 3);
const adam = { type: 'adam' };
const runtime = createNodeRuntime({ threads: 1 });

function batch(): TrainingBatch {
  const random = createRandom(3, 'batch');
  const pixels = tensor('float32', [2, 3, 16, 16]);
  pixels.data.forEach((_, i) => (pixels.data[i] = random.normal()));
  const targets = tensor('int32', [2, 16, 16]);
  targets.data.forEach((_, i) => (targets.data[i] = random.int(-1, 2)));
  return { pixels, targets, labels: [['sky', 'grass'], words], ids: ['toy/a', 'toy/b'] };
}

/** A learner of `trained`, from the same weights each time, for batches like those of `batch`. */
function learnerOf(
  trained: Network,
  groups: readonly GroupPlan[],
  {
    distillation,
    ...options
  }: Pick<StepLearnerOptions, 'openFeatures' | 'teacher'> & Pick<Recipe, 'distillation'> = {},
) {
  return createStepLearner({
    network: trained,
    registry: trainingRegistry,
    recipe: { batchSize: 2, accumulate: 1, optimizer: adam, recompute: false, distillation },
    groups,
    state: { weights: initialWeights(trained.specs, 1), slots: new Map(), step: 0 },
    embeddings,
    crop: { width: 16, height: 16 },
    labels: 3,
    runtime,
    ...options,
  });
}

const onlyGroup = (parameters: readonly string[]): GroupPlan => ({
  name: 'only',
  parameters,
  learningRateFactor: 1,
  hasWeightDecay: false,
  isRelative: false,
});

const keepNothing: OpenFeatures = async () => ({ load: (_, compute) => compute() });

function keepAll(): OpenFeatures {
  const kept = new Map<string, Features>();
  return async () => ({
    async load({ data }, compute) {
      const key = data.join();
      const features = kept.get(key) ?? (await compute());
      kept.set(key, features);
      return features;
    },
  });
}

/** What three steps of the decoder alone come to. */
async function learned(openFeatures?: OpenFeatures) {
  const names = network.specs.filter(({ kind }) => kind === 'parameter').map(({ name }) => name);
  const groups = parameterGroups(names, (name) => network.isDecoder(name), {
    parameters: { freeze: 'backbone', noWeightDecay: [] },
    learningRate: { base: 1, per16: false, decoderFactor: 10, relative: [] },
  });
  const learner = await learnerOf(network, groups, { openFeatures });
  const losses: number[] = [];
  for (let step = 0; step < 3; step++) losses.push((await learner.learn(batch(), [0.01])).loss);
  await learner.dispose();
  return { losses, weights: learner.state.weights };
}

describe('createStepLearner', () => {
  it('learns the decoder alone from kept features as from pixels', async () => {
    const [whole, cached, roomless] = [await learned(), await learned(keepAll()), await learned(keepNothing)];
    expect(whole.losses[2]).toBeLessThan(whole.losses[0]);
    expect(cached.losses).toEqual(roomless.losses);
    whole.losses.forEach((loss, i) => expect(cached.losses[i]).toBeCloseTo(loss, 4));
    const start = initialWeights(network.specs, 1);
    expect(cached.weights.get('backbone.000.weight')).toEqual(start.get('backbone.000.weight'));
    expect(cached.weights.get('fuse4.6.weight')).not.toEqual(start.get('fuse4.6.weight'));
  });

  it('has no features to keep where everything is trained', async () => {
    const learner = learnerOf(network, [onlyGroup(['backbone.000.weight'])], { openFeatures: keepNothing });
    await expect(learner).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

it('keeps the answers of a classifier where it has a teacher', async () => {
  const withClasses = createNetwork(
    modelSchema.parse({ type: 'mobilenet', sizes: { ...sizes, classes: 4 } }),
    3,
  );
  const group = onlyGroup(['backbone.060.weight', 'backbone.067.weight', 'classes.weight']);
  const firstLoss = async (teacher?: ReadonlyMap<string, Tensor<'float32'>>) => {
    const learner = await learnerOf(withClasses, [group], { distillation, teacher });
    const before = learner.state.weights.get('backbone.060.weight');
    const { loss } = await learner.learn(batch(), [0.01]);
    expect(learner.state.weights.get('backbone.060.weight')).not.toEqual(before);
    await learner.dispose();
    return loss;
  };
  const distillation = { checkpoint: 'teacher', scope: '', weight: 3 };
  const plain = await firstLoss();
  const teacher = initialWeights(withClasses.specs, 1);
  expect(await firstLoss(teacher)).toBeCloseTo(plain, 5);
  teacher.set('backbone.068.bias', tensor('float32', [4], Float32Array.of(2, 0, 0, 0)));
  expect(await firstLoss(teacher)).toBeGreaterThan(plain + 0.1);
});

describe('batchFeeds', () => {
  it('fills label lists up', () => {
    const feeds = batchFeeds(
      {
        ...batch(),
        labelWeights: [
          [1, 0.5],
          [1, 1, 1],
        ],
      },
      embeddings,
      4,
    );
    expect(feeds.text.shape).toEqual([2, 4, 3]);
    expect([...feeds.label_bias.data].map((value) => value === 0)).toEqual(
      [1, 1, 0, 0, 1, 1, 1, 0].map(Boolean),
    );
    expect([...feeds.label_weights.data].slice(0, 4)).toEqual([1, 0.5, 1, 1]);
    expect(() => batchFeeds(batch(), embeddings, 2)).toThrow(
      /toy\/b comes with 3 labels, expected at most 2/,
    );
  });
});
