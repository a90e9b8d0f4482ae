import { sourceOf, type Disposable, type Runtime, type Weights } from '@langseg/core';
import { resolveShapes } from '@langseg/onnx-graph';
import type { TrainingBatch } from '../data/batch.js';
import type { Network } from '../network/network.js';
import { objectiveGraph } from '../objective/objective-graph.js';
import { createOptimizer } from '../optimizers/create-optimizer.js';
import type { GroupPlan } from '../recipe/parameter-groups.js';
import type { Recipe } from '../recipe/recipe-schema.js';
import type { TrainingState } from '../state.js';
import { createTrainingStep } from '../step/training-step.js';
import type { LabelEmbeddings } from '../text/label-embeddings.js';
import { batchFeeds } from './batch-feeds.js';
import type { BatchLearner } from './run-parts.js';

/** What a learner is made of. */
export interface StepLearnerOptions {
  readonly network: Network;
  readonly recipe: Pick<Recipe, 'batchSize' | 'accumulate' | 'optimizer' | 'clipNorm' | 'recompute'>;
  readonly groups: readonly GroupPlan[];
  readonly state: TrainingState;
  readonly embeddings: LabelEmbeddings;
  /** Size of the crops. */
  readonly crop: { readonly width: number; readonly height: number };
  /** N, the longest label list of any batch. */
  readonly labels: number;
  readonly runtime: Runtime;
  readonly device?: string;
}

/**
 * Compiles the network's loss into a learner.
 *
 * @throws LangSegError as `createTrainingStep`.
 */
export async function createStepLearner(options: StepLearnerOptions): Promise<BatchLearner & Disposable> {
  const { network, recipe, groups, state, embeddings, crop, labels, runtime, device } = options;
  const { batchSize, accumulate, optimizer, clipNorm } = recipe;
  const weights: Weights = new Map([...state.weights].map(([name, value]) => [name, sourceOf(value)]));
  const { regularizer, logitScale } = network.recipe;
  const loss = objectiveGraph(network.imageGraph(weights, 'training'), {
    geometry: network.geometry,
    batch: { images: batchSize, labels, ...crop },
    embeddingDim: network.embeddingDim,
    logitScale,
    ...(regularizer.type !== 'none' && {
      regularizer: {
        kind: regularizer.type,
        depth: regularizer.depth,
        activation: regularizer.activation,
        weights,
      },
    }),
  });
  const step = await createTrainingStep({
    loss: resolveShapes(loss, { inputs: { pixels: [batchSize, 3, crop.height, crop.width] } }),
    groups: groups.map(({ parameters, hasWeightDecay }) => ({
      parameters,
      optimizer: createOptimizer(hasWeightDecay ? optimizer : { ...optimizer, weightDecay: 0 }),
    })),
    clipNorm,
    accumulate,
    ...(recipe.recompute && { recompute: network.stages }),
    runtime,
    device,
    state,
  });
  return {
    state,
    learn: (batch: TrainingBatch, learningRates: readonly number[]) =>
      step.run(batchFeeds(batch, embeddings, labels), learningRates),
    dispose: () => step.dispose(),
  };
}
