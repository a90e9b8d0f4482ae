import {
  sourceOf,
  type ComponentSet,
  type Disposable,
  type Runtime,
  type Tensor,
  type Weights,
} from '@langseg/core';
import { encodeModel, inferShapes, resolveShapes, selectOutputs, type Graph } from '@langseg/onnx-graph';
import type { TrainingBatch } from '../data/batch.js';
import type { Network } from '../network/network.js';
import { splitGraph } from '../network/split-graph.js';
import { objectiveGraph } from '../objective/objective-graph.js';
import type { ObjectiveOptions } from '../objective/objective-options.js';
import { createOptimizer, createUndecayed } from '../components/create-optimizer.js';
import type { GroupPlan } from '../recipe/parameter-groups.js';
import type { Recipe } from '../recipe/recipe-schema.js';
import type { TrainingState } from '../update/training-state.js';
import { createTrainingStep } from '../update/step/training-step.js';
import type { LabelEmbeddings } from '../text/label-embeddings.js';
import { batchFeeds } from './batch-feeds.js';
import { createFeatureCache, type FeatureCache } from './feature-cache.js';
import type { BatchLearner } from './run-parts.js';

/** What a learner is made of. */
export interface StepLearnerOptions {
  readonly network: Network;
  readonly recipe: Pick<
    Recipe,
    'batchSize' | 'accumulate' | 'optimizer' | 'clipNorm' | 'recompute' | 'distillation'
  >;
  /** Holds the optimiser. */
  readonly registry: ComponentSet;
  readonly groups: readonly GroupPlan[];
  readonly state: TrainingState;
  readonly embeddings: LabelEmbeddings;
  /** Size of the crops. */
  readonly crop: { readonly width: number; readonly height: number };
  /** N, the longest label list of any batch. */
  readonly labels: number;
  readonly runtime: Runtime;
  readonly device?: string;
  /**
   * Megabytes for the features of the frozen part, which then are computed once for each photo; photos always have to look
   * the same. Default: features are computed in every step.
   */
  readonly cacheFeatures?: number;
  /** Weights whose classifier's answers are kept, in checkpoint names. */
  readonly teacher?: ReadonlyMap<string, Tensor<'float32'>>;
}

/**
 * Compiles the network's loss into a learner.
 *
 * @throws LangSegError as `createTrainingStep`; with `cacheFeatures` `CONFIG_INVALID` as `splitGraph`.
 */
export async function createStepLearner(options: StepLearnerOptions): Promise<BatchLearner & Disposable> {
  const { network, recipe, registry, groups, state, embeddings, labels, runtime, device } = options;
  const { optimizer, clipNorm, accumulate } = recipe;
  const weights: Weights = new Map([...state.weights].map(([name, value]) => [name, sourceOf(value)]));
  const { image, cache } = await imageParts(options, weights);
  const step = await createTrainingStep({
    loss: lossGraph(options, image, weights),
    groups: groups.map(({ parameters, hasWeightDecay, isRelative }) => ({
      parameters,
      isRelative,
      optimizer: (hasWeightDecay ? createOptimizer : createUndecayed)(optimizer, registry),
    })),
    clipNorm,
    accumulate,
    ...(recipe.recompute && { recompute: network.stages.filter((name) => computes(image, name)) }),
    runtime,
    device,
    state,
  });
  const feedsOf = async (batch: TrainingBatch): Promise<Record<string, Tensor>> => {
    const { pixels, ...others } = batchFeeds(batch, embeddings, labels);
    return { ...others, ...(cache ? await cache.load(batch) : { pixels }) };
  };
  return {
    state,
    learn: async (batch, learningRates) => step.run(await feedsOf(batch), learningRates),
    dispose: async () => {
      await step.dispose();
      await cache?.dispose();
    },
  };
}

/** The image encoder for a whole batch; with a cache, only the part that is trained. */
async function imageParts(
  { network, recipe, groups, crop, runtime, device, cacheFeatures }: StepLearnerOptions,
  weights: Weights,
): Promise<{ readonly image: Graph; readonly cache?: FeatureCache }> {
  const graph = network.imageGraph(weights, 'training');
  const forBatch = (images: number) =>
    resolveShapes(graph, { inputs: { pixels: [images, 3, crop.height, crop.width] } });
  const image = forBatch(recipe.batchSize);
  if (cacheFeatures === undefined) return { image };
  const trained = new Set(groups.flatMap(({ parameters }) => parameters));
  const { features, rest } = splitGraph(image, inferShapes(image), trained);
  const model = await encodeModel(selectOutputs(forBatch(1), features));
  return { image: rest, cache: createFeatureCache(await runtime.load(model, { device }), cacheFeatures) };
}

function lossGraph(options: StepLearnerOptions, image: Graph, weights: Weights): Graph {
  const { network, recipe, crop, labels } = options;
  return objectiveGraph(image, {
    geometry: network.geometry,
    batch: { images: recipe.batchSize, labels, ...crop },
    embeddingDim: network.embeddingDim,
    logitScale: network.recipe.logitScale,
    regularizer: { ...network.regularizer, weights },
    ...distillationOf(options),
  });
}

function distillationOf({
  network: { classifier },
  recipe: { distillation },
  groups,
  state,
  teacher,
}: StepLearnerOptions): Pick<ObjectiveOptions, 'distillation'> {
  if (!distillation || !teacher || classifier === undefined) return {};
  const trained = new Set(groups.flatMap(({ parameters }) => parameters));
  const isOther = (name: string, { data }: Tensor<'float32'>) =>
    trained.has(name) || state.weights.get(name)?.data.some((value, i) => value !== data[i]);
  const others = [...teacher].filter(([name, weight]) => isOther(name, weight));
  const weights = new Map(others.map(([name, weight]) => [name, sourceOf(weight)]));
  return { distillation: { teacher: { logits: classifier, weights }, weight: distillation.weight } };
}

function computes({ nodes }: Graph, name: string): boolean {
  return nodes.some(({ outputs }) => outputs.includes(name));
}
