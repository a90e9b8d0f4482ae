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
import { batchFeeds, softFeeds, type TeachingSizes } from './batch-feeds.js';
import { createFrozenFeatures, type FrozenFeatures, type OpenFeatures } from './frozen-features.js';
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
  /** Of what is learned from teachers, and the factor of that term. Default: there are none. */
  readonly teaching?: TeachingSizes & { readonly weight: number };
  readonly runtime: Runtime;
  readonly device?: string;
  /** Where the features of the frozen part are kept. Default: nowhere, they are computed in every step. */
  readonly openFeatures?: OpenFeatures;
  /** Weights whose classifier's answers are kept, in checkpoint names. */
  readonly teacher?: ReadonlyMap<string, Tensor<'float32'>>;
}

/**
 * Compiles the network's loss into a learner.
 *
 * @throws LangSegError as `createTrainingStep`; with `openFeatures` `CONFIG_INVALID` as `splitGraph`.
 */
export async function createStepLearner(options: StepLearnerOptions): Promise<BatchLearner & Disposable> {
  const { network, recipe, registry, groups, state, embeddings, labels, teaching, runtime, device } = options;
  const { optimizer, clipNorm, accumulate } = recipe;
  const weights: Weights = new Map([...state.weights].map(([name, value]) => [name, sourceOf(value)]));
  const { image, frozen } = await imageParts(options, weights);
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
    const { pixels } = batch;
    const others = {
      ...batchFeeds(batch, embeddings, labels),
      ...(teaching && softFeeds(batch, embeddings, teaching)),
    };
    return { ...others, ...(frozen ? await frozen.load(pixels) : { pixels }) };
  };
  return {
    state,
    learn: async (batch, learningRates) => step.run(await feedsOf(batch), learningRates),
    dispose: async () => {
      await step.dispose();
      await frozen?.dispose();
    },
  };
}

/** The image encoder for a whole batch; where features are kept, only the part that is trained. */
async function imageParts(
  { network, recipe, groups, crop, runtime, device, openFeatures }: StepLearnerOptions,
  weights: Weights,
): Promise<{ readonly image: Graph; readonly frozen?: FrozenFeatures }> {
  const graph = network.imageGraph(weights, 'training');
  const forBatch = (images: number) =>
    resolveShapes(graph, { inputs: { pixels: [images, 3, crop.height, crop.width] } });
  const image = forBatch(recipe.batchSize);
  if (!openFeatures) return { image };
  const trained = new Set(groups.flatMap(({ parameters }) => parameters));
  const { features: names, rest } = splitGraph(image, inferShapes(image), trained);
  const single = forBatch(1);
  const shapes = inferShapes(single);
  const model = await encodeModel(selectOutputs(single, names));
  const features = names.map((name) => ({ name, shape: shapes.get(name)!.shape }));
  const store = await openFeatures({ model, features: () => features });
  return { image: rest, frozen: createFrozenFeatures(await runtime.load(model, { device }), store) };
}

function lossGraph(options: StepLearnerOptions, image: Graph, weights: Weights): Graph {
  const { network, recipe, crop, labels, teaching } = options;
  return objectiveGraph(image, {
    geometry: network.geometry,
    batch: { images: recipe.batchSize, labels, ...crop },
    embeddingDim: network.embeddingDim,
    logitScale: network.recipe.logitScale,
    regularizer: { ...network.regularizer, weights },
    teaching,
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
